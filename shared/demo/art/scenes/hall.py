"""The village hall, outside and in."""

from props import *
from scenes import scene


@scene
def hall_dusk():
    c = Canvas(seed=101)
    sky(c, [(0, "#22305a"), (.22, "#4a5a86"), (.4, "#9a8aa0"), (.52, "#e0a58c"), (.6, "#f0bd8c"), (1, "#f0bd8c")])
    stars(c, 90, 300)
    clouds(c, [(1200, 330, 360, 26), (320, 390, 320, 20)], "#e39a86", .7, "blur8")
    with c.group(filter="rough"):
        land(c, ridge(c, 540, 28, 6), "#6d6c8c", .2, .1, hue="#2a2f52")
        land(c, ridge(c, 610, 24, 5), "#55597a", .25, .08, hue="#20264a")
        ground = [(-60, 742), (500, 716), (1000, 724), (1660, 700)]
        land(c, ground, "#46564f", .5, .08, hue="#161d30")
    for x, s in ((150, 250), (330, 200), (1390, 270), (1560, 220)):
        apple_tree(c, x, 742, s, ["#28343c", "#36463f", "#4a5a45", "#6d6f50", "#a08a60"], density=.9, sun=(.2, -.6))
    c.glow(820, 660, 620, "#ffb35a", .5)
    with c.group(filter="hand"):
        village_hall(c, 820, 770, 1.28, wall="#a9806a", roof="#574356")
    for px in (-312, -208, 180, 284):
        c.glow(820 + px, 640, 150, "#ffc76a", .6)
    bunting(c, 405, 548, 712, 545, 26, 8, 30, dim=.25)
    bunting(c, 930, 545, 1236, 548, 26, 8, 30, dim=.25)
    path = "M772 770L868 770Q960 900 1180 1110L420 1110Q700 900 772 770Z"
    with c.group(filter="hand"):
        c.path(path, "#8f7a68")
        c.path(path, c.linear([(0, "#ffc873", .85), (.5, "#ff9f4a", .25), (1, "#1c1a2a", .5)]))
        for x, w in ((512, 150), (645, 60), (1020, 60), (1140, 150)):
            c.path(poly([(x - 40, 790), (x + 40, 790), (x + 40 + w, 930), (x - 40 - w * .2, 930)] if x > 820 else [(x - 40, 790), (x + 40, 790), (x + 40 + w * .2, 930), (x - 40 - w, 930)]), c.linear([(0, "#ffc873", .5), (1, "#ffc873", 0)]), extra='filter="url(#blur8)"')
        for colour in ("#2c3a3c", "#3f4c42", "#6d6a50"):
            blades = []
            for _ in range(150):
                x, y = c.r(-20, 1620), c.r(810, 1060)
                edge = (y - 770) * 1.02 + 60
                if abs(x - 820) > edge:
                    blades.append(f"M{x:.0f} {y:.0f}q-2 -18 {c.r(-9, 9):.0f} -32q4 16 6 32Z")
            c.path("".join(blades), colour)
        person(c, 690, 1000, 236, "#7d3b2e", SKINS[1], "#3a2620", hat="#d9a04a", scarf="#e9d3a0", face=1)
        person(c, 762, 1004, 142, "#3d5570", SKINS[1], "#3a2620", hat="#b8503a", face=1)
        person(c, 905, 926, 186, "#4f6147", SKINS[3], "#1c1412", scarf="#c98f3c", face=-1, back=True)
        person(c, 838, 872, 150, "#5a3346", SKINS[0], "#8a5a3a", back=True, hat="#8f9aa0")
    lantern(c, 640, 890, 30)
    c.path("M1330 1080V700", stroke="#2a2430", width=13)
    c.path("M1330 720Q1330 680 1290 680", stroke="#2a2430", width=9)
    lantern(c, 1288, 716, 44)
    c.glow(820, 700, 900, "#ffb868", .45, "soft-light")
    c.vignette("#0e1024", .45)
    c.paper()
    return c


def room(c, wall, floor_y, low="#66774a"):
    """A matchboard wall with a dado."""
    c.fill(wall)
    c.rect(-30, floor_y - 190, 1660, 190, low)
    for i in range(28):
        c.rect(-30 + i * 62, floor_y - 190, 3, 190, dark(low, .25), .6)
    c.rect(-30, floor_y - 202, 1660, 16, "#e9dcc0")
    c.rect(-30, floor_y - 14, 1660, 18, "#7a5a40")


def tall_window(c, x, y, w, h, pane):
    c.rect(x - 16, y - 16, w + 32, h + 32, "#efe2c6")
    c.rect(x, y, w, h, pane)
    c.path(f"M{x + w / 2} {y}V{y + h}M{x} {y + h * .33}H{x + w}M{x} {y + h * .66}H{x + w}", stroke="#efe2c6", width=9)
    c.shape(poly([(x - 28, y + h + 14), (x + w + 28, y + h + 14), (x + w + 20, y + h + 34), (x - 20, y + h + 34)]), "#d9c8a4", .3, .2)


def chair(c, x, y, k, back=True, colour="#8a5a3a"):
    """A wooden chair seen from behind."""
    c.path(f"M{x - 40 * k} {y}L{x - 36 * k} {y - 168 * k}M{x + 40 * k} {y}L{x + 36 * k} {y - 168 * k}", stroke=dark(colour, .3), width=round(10 * k, 1))
    c.path(f"M{x - 40 * k} {y}L{x - 36 * k} {y - 168 * k}M{x + 40 * k} {y}L{x + 36 * k} {y - 168 * k}", stroke=colour, width=round(7 * k, 1))
    c.path(f"M{x - 48 * k} {y - 74 * k}L{x + 48 * k} {y - 74 * k}L{x + 42 * k} {y - 90 * k}L{x - 42 * k} {y - 90 * k}Z", light(colour, .12))
    c.path(f"M{x - 38 * k} {y - 152 * k}Q{x} {y - 164 * k} {x + 38 * k} {y - 152 * k}M{x - 38 * k} {y - 122 * k}Q{x} {y - 132 * k} {x + 38 * k} {y - 122 * k}", stroke=light(colour, .2), width=round(14 * k, 1))
    c.path(f"M{x - 39 * k} {y - 34 * k}H{x + 39 * k}", stroke=dark(colour, .2), width=round(6 * k, 1))


@scene
def hall_inside():
    c = Canvas(seed=107)
    room(c, c.linear([(0, "#cfae86"), (1, "#ecd9b4")]), 700)
    # Roof trusses.
    with c.group(filter="hand"):
        c.path("M-40 -40H1640V60L800 -10L-40 60Z", "#7a5a44")
        c.path("M-40 90L800 10L1640 90", stroke="#6b4a38", width=30)
        for x in (160, 480, 1120, 1440):
            c.path(f"M{x} -40V{84 - abs(800 - x) * -.002:.0f}", stroke="#6b4a38", width=22)
    pane = c.linear([(0, "#bcd8d6"), (.6, "#f2efcf"), (1, "#fbe9b8")])
    with c.group(filter="hand"):
        for x in (40, 232, 1224, 1416):
            tall_window(c, x, 150, 138, 330, pane)
        # Stage.
        c.rect(470, 170, 660, 420, "#4a2a30")
        c.path("M470 170H1130V590H470Z", c.radial([(0, "#a9604a", .9), (1, "#4a2a30", 0)], cx=.5, cy=.7, r=.6))
        for side in (0, 1):
            x0, s = (470, 1) if not side else (1130, -1)
            d = f"M{x0} 150H{x0 + s * 190}Q{x0 + s * 170} 330 {x0 + s * 96} 420Q{x0 + s * 120} 500 {x0 + s * 110} 592H{x0}Z"
            c.shape(d, "#a9402e", .45, .25, 0 if not side else 180)
            for i in range(5):
                c.path(f"M{x0 + s * (20 + i * 34)} 160Q{x0 + s * (16 + i * 30)} 360 {x0 + s * (14 + i * 18)} 590", stroke="#7a2a22", width=6, opacity=.6)
            c.path(f"M{x0} 424H{x0 + s * 100}", stroke="#e0b050", width=10)
        c.path("M450 150H1150V196Q1115 236 1080 196Q1045 236 1010 196Q975 236 940 196Q905 236 870 196Q835 236 800 196Q765 236 730 196Q695 236 660 196Q625 236 590 196Q555 236 520 196Q485 236 450 196Z", "#b8503a")
        c.path("M450 196Q485 236 520 196Q555 236 590 196Q625 236 660 196Q695 236 730 196Q765 236 800 196Q835 236 870 196Q905 236 940 196Q975 236 1010 196Q1045 236 1080 196Q1115 236 1150 196", stroke="#e0b050", width=6)
        piano(c, 800, 590)
        c.shape(poly([(440, 590), (1160, 590), (1180, 626), (420, 626)]), "#b98a56", .2, .4, 85)
        c.rect(424, 626, 752, 84, "#8a5f3e")
        for i in range(13):
            c.rect(424 + i * 58, 626, 3, 84, "#6b472e", .7)
    floor = "M-40 704H1640V1110H-40Z"
    c.path(floor, c.linear([(0, "#c08a52"), (1, "#8f5f36")]))
    for i in range(-12, 29):
        c.path(f"M{800 + (i - 8) * 60} 704L{800 + (i - 8) * 190} 1110", stroke="#7a4f2c", width=2.5, opacity=.35)
    with c.group(filter="blur8", blend="screen"):
        for x in (40, 232):
            c.path(poly([(x + 200, 720), (x + 330, 720), (x + 560, 1010), (x + 360, 1010)]), "#ffd98a", opacity=.42)
    with c.group(filter="blur20", blend="screen"):
        for x in (40, 232):
            c.path(poly([(x, 150), (x + 138, 150), (x + 500, 960), (x + 300, 960)]), "#ffe7ae", opacity=.22)
    with c.group(filter="hand"):
        for row, (y, k, gap) in enumerate(((800, .82, 112), (890, 1.02, 140), (1010, 1.3, 178))):
            for i in range(-5, 6):
                x = 800 + i * gap
                if i != 0 and -60 < x < 1660:
                    shadow(c, x + 10, y, 46 * k, 9 * k, .3)
                    chair(c, x, y, k, colour=c.rnd.choice(["#8a5a3a", "#94643f", "#7f5236"]))
        c.shape("M1180 920q60 -20 96 6l16 120q-60 26 -124 4Z", "#35566b", .3, .2)
        c.path("M1192 960q40 10 84 0M1190 1000q40 10 90 0", stroke="#e0b050", width=6)
    bunting(c, -20, 84, 470, 120, 60, 10, 44)
    bunting(c, 470, 120, 1130, 120, 46, 13, 42)
    bunting(c, 1130, 120, 1620, 84, 60, 10, 44)
    for _ in range(60):
        s = c.r(1, 2.6)
        c.ellipse(c.r(60, 900), c.r(150, 900), s, s, "#fff6da", round(c.r(.3, .8), 2))
    c.glow(140, 240, 1000, "#ffe2a0", .7, "soft-light")
    c.vignette("#2a1410", .4)
    c.paper()
    return c


def piano(c, x, y):
    c.shape(poly([(x - 110, y), (x - 110, y - 150), (x + 110, y - 150), (x + 110, y)]), "#4a3028", .4, .25, 20)
    c.rect(x - 122, y - 82, 244, 16, "#6b4636")
    c.rect(x - 104, y - 92, 208, 11, "#f4ead6")
    for i in range(14):
        c.rect(x - 98 + i * 15, y - 92, 5, 7, "#2a1c1a")
    c.path(f"M{x - 112} {y - 150}H{x + 112}", stroke="#7a5240", width=8)
    c.path(f"M{x - 40} {y - 100}l4 -34h72l4 34Z", "#f4ead6")
    c.path(f"M{x - 26} {y - 124}h22M{x - 26} {y - 114}h22M{x + 6} {y - 124}h22M{x + 6} {y - 114}h22", stroke="#6b5a4a", width=2)


@scene
def film_night():
    c = Canvas(seed=113)
    c.fill(c.linear([(0, "#141426"), (.7, "#231d30"), (1, "#1a1422")]))
    with c.group(filter="hand"):
        for x in (30, 1440):
            c.rect(x, 120, 130, 330, "#1f2a45")
            c.path(f"M{x + 65} 120V450M{x} 230H{x + 130}M{x} 340H{x + 130}", stroke="#14182a", width=9)
            stars_in(c, x, 120, 130, 330)
        c.path("M-40 60L800 -20L1640 60", stroke="#2c2233", width=26)
        c.rect(384, 90, 832, 496, "#2c2030")
    c.glow(800, 330, 760, "#f7dfa8", .38)
    with c.group(filter="hand"):
        sheet = "M400 104Q800 92 1200 104Q1192 340 1202 574Q800 588 398 574Q408 340 400 104Z"
        c.path(sheet, "#f5ead0")
    with c.group(clip=sheet):
        c.path("M380 80H1220V380H380Z", c.linear([(0, "#cfc7b4"), (1, "#f6ecd4")]))
        c.ellipse(1010, 230, 52, 52, "#fffbef")
        with c.group(filter="rough"):
            c.path("M380 380Q520 270 640 350Q760 260 900 340Q1040 280 1220 370V600H380Z", "#a8a294")
            c.path("M380 430Q640 400 800 420T1220 410V600H380Z", "#8b8578")
            for i in range(10):
                y = 440 + i * 15
                c.path(f"M{400 + c.r(-20, 60):.0f} {y}q60 -8 120 0t120 0M{820 + c.r(-60, 90):.0f} {y}q60 -8 120 0t120 0", stroke="#d9d2c0", width=3, opacity=.7)
            c.path("M640 470Q760 520 930 470L900 530Q780 556 676 530Z", "#4f4a44")
            c.path("M770 470V270M770 280L880 440H770M762 300L690 440H762", stroke="#4f4a44", width=6)
            c.path("M776 286L884 440H776Z", "#efe6d0")
            c.path("M762 306L690 440H762Z", "#dcd2ba")
        c.path("M380 80H1220V600H380Z", c.radial([(.5, "#3a2a20", 0), (1, "#3a2a20", .5)], r=.75))
    # Beam from the projector at the back.
    with c.group(filter="blur14", blend="screen"):
        beam = c.linear([(0, "#ffedc0", .5), (.5, "#ffedc0", .2), (1, "#ffedc0", .05)], 1506, 1010, 600, 240, user=True)
        c.path("M1506 1014L398 580L400 110L1200 104L1498 1000Z", beam)
    for _ in range(130):
        t = c.r(.1, 1)
        x = 1506 + (c.r(420, 1180) - 1506) * t
        y = 1010 + (c.r(120, 560) - 1010) * t
        s = c.r(1, 2.8)
        c.ellipse(x, y, s, s, "#fff4d2", round(c.r(.2, .75), 2))
    cols = ["#2a2236", "#332433", "#26283c", "#3a2830"]
    for row, (y, u, gap) in enumerate(((680, 30, 104), (790, 40, 136), (930, 54, 182), (1090, 72, 246))):
        with c.group(filter="hand"):
            for i in range(-1, 17):
                x = i * gap + (row % 2) * gap * .5 + c.r(-12, 12)
                if x > 1680 or (row == 3 and x > 1250) or c.rnd.random() < .09:
                    continue
                head(c, x, y, u * c.r(.86, 1.08), c.rnd.choice(cols), row)
    projector(c, 1500, 1020)
    c.vignette("#06060e", .5)
    c.paper()
    return c


def stars_in(c, x, y, w, h):
    for _ in range(9):
        s = c.r(1, 2.4)
        c.ellipse(c.r(x, x + w), c.r(y, y + h), s, s, "#f6ecd2", .8)


def head(c, x, y, u, colour, row):
    kind = c.rnd.randrange(5)
    c.path(f"M{x - u * 2} {y + u * 3}Q{x - u * 1.9} {y + u * .9} {x} {y + u * .8}Q{x + u * 1.9} {y + u * .9} {x + u * 2} {y + u * 3}Z", colour)
    c.ellipse(x, y, u * .82, u * .98, colour)
    if kind == 0:
        c.ellipse(x, y - u * 1.05, u * .42, u * .4, colour)
    elif kind == 1:
        c.path(f"M{x - u} {y - u * .2}Q{x} {y - u * 2.1} {x + u} {y - u * .2}Z", dark(colour, .2))
        c.ellipse(x, y - u * 1.3, u * .28, u * .28, light(colour, .2))
    elif kind == 2:
        c.path(c.blob(x, y - u * .15, u * 1.15, u * 1.12, 12, .1), colour)
    rim = mix("#f7dfa8", colour, .15 + row * .08)
    c.path(f"M{x - u * .7} {y - u * .52}Q{x} {y - u * 1.22} {x + u * .7} {y - u * .52}", stroke=rim, width=round(u * .1, 1), opacity=.75)
    c.path(f"M{x - u * 1.75} {y + u * 1.5}Q{x - u * 1.5} {y + u * .95} {x - u * .6} {y + u * .86}M{x + u * .6} {y + u * .86}Q{x + u * 1.5} {y + u * .95} {x + u * 1.75} {y + u * 1.5}", stroke=rim, width=round(u * .08, 1), opacity=.5)


def projector(c, x, y):
    with c.group(filter="hand"):
        c.shape(f"M{x - 60} {y + 60}L{x + 130} {y + 60}L{x + 120} {y - 60}L{x - 46} {y - 60}Z", "#5d5a5e", .5, .25)
        for px, r in ((-10, 62), (104, 54)):
            c.ellipse(x + px, y - 118, r, r, "#3a383e")
            c.ellipse(x + px, y - 118, r - 9, r - 9, "#7d6a54")
            c.ellipse(x + px, y - 118, 17, 17, "#2a282e")
            for i in range(5):
                a = i * math.tau / 5
                c.ellipse(x + px + math.cos(a) * r * .55, y - 118 + math.sin(a) * r * .55, r * .16, r * .16, "#3a383e")
        c.shape(poly([(x - 64, y - 28), (x - 64, y + 16), (x - 30, y + 10), (x - 30, y - 22)]), "#8f8a86", .3, .3)
    c.glow(x - 66, y - 6, 120, "#fff2cc", .95)
    c.ellipse(x - 66, y - 6, 13, 20, "#fffbe8")


@scene
def choir():
    c = Canvas(seed=127)
    room(c, c.linear([(0, "#7d5a48"), (.6, "#a87a58"), (1, "#a87a58")]), 730, "#4f5f4a")
    pane = c.linear([(0, "#1c2a4a"), (1, "#3d5478")])
    with c.group(filter="hand"):
        for x in (120, 1340):
            tall_window(c, x, 130, 150, 350, pane)
            stars_in(c, x, 130, 150, 340)
        for x in (560, 800, 1040):
            c.path(f"M{x} -40V{160 if x == 800 else 130}", stroke="#3a2620", width=4)
    for x in (560, 800, 1040):
        y = 190 if x == 800 else 160
        c.glow(x, y + 30, 420, "#ffc46a", .6)
        c.shape(f"M{x - 62} {y + 24}Q{x - 50} {y - 34} {x} {y - 36}Q{x + 50} {y - 34} {x + 62} {y + 24}Z", "#4f6147", .3, .3)
        c.ellipse(x, y + 26, 34, 15, "#fff0c4")
    bunting(c, 290, 90, 1320, 90, 40, 20, 36, dim=.12)
    planks(c, 728, ["#96663e", "#b58453", "#6b4428"], n=4)
    c.ellipse(800, 930, 760, 150, "#ffcf86", .25, 'filter="url(#blur40)"')
    with c.group(filter="hand"):
        back, front = [], []
        for i in range(9):
            t = i / 8
            back.append((250 + t * 1100, 838 - math.sin(math.pi * t) * 54))
        for i in range(8):
            t = i / 7
            front.append((190 + t * 1220, 985 - math.sin(math.pi * t) * 66))
        n = 0
        for rowpts, h in ((back, 330), (front, 348)):
            for x, y in rowpts:
                n += 1
                face = 1 if x < 800 else -1
                singer(c, x, y, h * c.r(.9, 1.06), COATS[(n * 3 + n // 5) % len(COATS)], SKINS[(n * 2) % 5], ["#3a2620", "#8a5a3a", "#b9b0a4", "#1f1614", "#c07a3a", "#e0d6c8"][(n * 5) % 6], ["#e0b04f", "#b8503a", "#efe0c0", "#66774a", "#35566b"][n % 5] if n % 2 else None, face, ["#b8503a", "#35566b", "#d9a04a"][n % 3] if n % 4 == 0 else None)
        conductor(c, 800, 1080)
    c.glow(800, 330, 900, "#ffd089", .5, "soft-light")
    c.vignette("#1c0e0c", .5)
    c.paper()
    return c


def singer(c, x, y, h, coat, skin, hair, scarf, face, hat):
    u = h / 10
    person(c, x, y, h, coat, skin, hair, hat=hat, scarf=scarf, face=face, hands=False)
    hx, hy = x + face * u * .12, y - u * 8.75
    c.ellipse(hx + face * u * .58, hy + u * .66, u * .22, u * .28, "#6d2a24")
    px, py = x + face * u * .7, y - u * 5.6
    c.path(poly([(px - u * 1.1, py - u * .8), (px, py - u * .5), (px + u * 1.1, py - u * .8), (px + u * 1.1, py + u * .7), (px, py + u), (px - u * 1.1, py + u * .7)]), "#f8efdb")
    c.path(f"M{px} {py - u * .5}V{py + u}", stroke="#cdb994", width=2.5)
    c.path(f"M{px - u * .8} {py - u * .2}l{u * .6} {u * .16}M{px - u * .8} {py + u * .15}l{u * .6} {u * .16}M{px + u * .2} {py - u * .04}l{u * .6} {-u * .16}M{px + u * .2} {py + u * .3}l{u * .6} {-u * .16}", stroke="#8a7a68", width=2)
    for s in (-1, 1):
        c.ellipse(px + s * u * 1.1, py + u * .3, u * .32, u * .36, skin)


def conductor(c, x, y):
    person(c, x, y, 360, "#3d2f45", SKINS[2], "#2a1c1a", back=True, arm=(-.34, .8), face=1)
    limb(c, x, y, 36, "#3d2f45", SKINS[2], (.36, .86))
    c.path(f"M{x + 130} {y - 312}l38 -62", stroke="#f4e8cc", width=5)
