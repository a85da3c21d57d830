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


@scene
def repair_bench():
    c = Canvas(seed=131)
    c.fill(c.linear([(0, "#42525a"), (1, "#5d6a66")]))
    with c.group(filter="hand"):
        # Pegboard with tools.
        c.shape(poly([(60, 60), (760, 60), (760, 560), (60, 560)]), "#b08a5c", .35, .15)
        for i in range(14):
            for j in range(10):
                c.ellipse(88 + i * 50, 90 + j * 50, 4, 4, "#7d5c3a")
        tool_wall(c)
        # Window with evening.
        tall_window(c, 1180, 70, 280, 390, c.linear([(0, "#35456b"), (.7, "#b98a86"), (1, "#e9b07c")]))
        c.path("M1180 420Q1260 360 1330 400T1460 390V460H1180Z", "#3a4458")
        c.path("M1320 70V460M1180 200H1460M1180 327H1460", stroke="#efe2c6", width=9)
    planks(c, 730, ["#9a6a42", "#bb8a5a", "#6b4528"], n=3)
    c.rect(-30, 726, 1660, 14, "#c99a68")
    # Lamp.
    lamp = (880, 250)
    with c.group(filter="hand"):
        c.ellipse(1080, 760, 92, 20, "#5a2a24")
        c.path("M1080 752L1130 520L960 300", stroke="#8a3a2c", width=17)
        c.path("M1076 750L1126 520L958 302", stroke="#d0674a", width=5)
        c.ellipse(1130, 520, 15, 15, "#3a2620")
        c.shape("M990 250L930 330Q850 350 790 300Q800 240 900 220Z", "#b8503a", .35, .35)
        c.ellipse(862, 322, 64, 25, "#fff2c8", extra='transform="rotate(22 862 322)"')
    with c.group(filter="blur20", blend="screen", opacity=.5):
        c.path("M800 318L924 340L1100 930L320 930Z", "#ffd98a")
    c.glow(850, 330, 520, "#ffce7a", .55)
    with c.group(filter="hand"):
        toaster(c, 620, 790)
        radio(c, 310, 770)
        bear(c, 1330, 806)
        for i, (col, l) in enumerate((("#b8503a", 150), ("#e0a54a", 140), ("#35566b", 160), ("#66774a", 130))):
            x = 780 + i * 66
            c.path(f"M{x} {880 + i * 5}l{l * .5:.0f} {l * .42:.0f}", stroke="#b9c2c2", width=7)
            c.path(f"M{x} {880 + i * 5}l{-l * .26:.0f} {-l * .22:.0f}", stroke=col, width=20)
        c.ellipse(480, 960, 92, 30, "#7d8a8a")
        c.ellipse(480, 954, 92, 30, "#b9c4c0")
        c.ellipse(480, 954, 74, 22, "#8b9793")
        for _ in range(20):
            c.ellipse(480 + c.r(-54, 54), 954 + c.r(-13, 13), c.r(3, 6), c.r(2, 4), c.rnd.choice(["#e0b04f", "#d9dedb", "#6b5a48"]))
        c.path("M180 900q60 -34 120 0t120 20", stroke="#2a2a30", width=7)
        c.rect(150, 880, 40, 26, "#efe6d4", rx=6)
        c.path("M150 888h-20M150 898h-20", stroke="#d9b04f", width=6)
        mug2(c, 1150, 920)
        c.shape("M1180 960L1500 930L1530 1040L1210 1070Z", "#f4ead6", .2, .1)
        c.path("M1220 980l220 -20M1226 1004l240 -22M1232 1028l160 -14", stroke="#8a7a68", width=4, opacity=.8)
        c.path("M1440 1010L1560 940", stroke="#d9a04a", width=11)
    c.vignette("#12161c", .5)
    c.paper()
    return c


def tool_wall(c):
    c.path("M150 140V330", stroke="#8a3a2c", width=24)
    c.shape("M96 100h110v44h-110Z", "#8d9aa0", .3, .4)
    c.path("M280 110l-26 44M320 110l26 44M300 190l-34 120M300 190l34 120", stroke="#35566b", width=17)
    c.path("M280 116L300 186L320 116", stroke="#aab4b4", width=15)
    c.path("M420 100h-14v50l14 24l14 -24v-50Z", "#aab4b4")
    c.path("M420 170V330", stroke="#aab4b4", width=16)
    c.ellipse(420, 340, 24, 24, "#aab4b4")
    c.ellipse(420, 340, 10, 10, "#b08a5c")
    c.shape("M500 120L700 120L700 190L560 250Z", "#c3ccca", .3, .3)
    c.shape("M500 100Q560 70 566 130Q566 190 506 200Q470 180 500 100Z", "#8a5f3a", .3, .3)
    c.ellipse(520, 146, 17, 22, "#b08a5c")
    for i, col in enumerate(("#e0a54a", "#b8503a", "#66774a", "#d9cdb4")):
        c.ellipse(160 + i * 120, 470, 46, 46, "#6b5a48")
        c.ellipse(160 + i * 120, 470, 42, 42, col)
        c.ellipse(160 + i * 120, 470, 30, 30, dark(col, .25), .5)
        c.ellipse(160 + i * 120, 470, 13, 13, "#b08a5c")
    c.path("M620 290q50 30 40 90t30 100", stroke="#3a3a42", width=8)


def toaster(c, x, y):
    shadow(c, x + 8, y + 44, 200, 22, .5)
    c.shape(f"M{x - 160} {y + 40}Q{x - 170} {y - 120} {x - 130} {y - 140}H{x + 130}Q{x + 170} {y - 120} {x + 160} {y + 40}Z", "#c9d0cc", .45, .4, 20)
    c.rect(x - 100, y - 144, 200, 13, "#3a3636", rx=6)
    c.shape(f"M{x - 112} {y + 24}V{y - 96}H{x + 112}V{y + 24}Z", "#3d3431", .3, .1)
    for i in range(7):
        c.path(f"M{x - 96 + i * 28} {y - 88}l14 100", stroke="#ff9a4a" if i % 2 else "#b8683f", width=4, opacity=.9)
    c.path(f"M{x - 100} {y - 60}h200M{x - 100} {y - 20}h200", stroke="#8d8a86", width=5)
    c.rect(x + 128, y - 90, 30, 52, "#7d3b2e", rx=6)
    c.path(f"M{x + 40} {y + 20}q40 60 120 40", stroke="#b8503a", width=6)
    c.path(f"M{x + 30} {y + 20}q50 84 140 62", stroke="#35566b", width=6)


def radio(c, x, y):
    shadow(c, x + 8, y + 44, 170, 20, .5)
    c.path(f"M{x - 90} {y - 110}Q{x} {y - 200} {x + 90} {y - 110}", stroke="#5a3a2a", width=13)
    c.shape(f"M{x - 140} {y + 40}V{y - 90}Q{x - 140} {y - 116} {x - 112} {y - 116}H{x + 112}Q{x + 140} {y - 116} {x + 140} {y - 90}V{y + 40}Z", "#7d4a34", .4, .3, 20)
    c.ellipse(x - 58, y - 36, 56, 56, "#e3c489")
    for i in range(5):
        c.path(f"M{x - 104} {y - 64 + i * 15}h92", stroke="#a8774a", width=5)
    c.rect(x + 22, y - 84, 96, 44, "#fff0c4", rx=5)
    c.path(f"M{x + 32} {y - 54}h76M{x + 70} {y - 78}v30", stroke="#b8503a", width=3)
    c.ellipse(x + 46, y + 2, 17, 17, "#e3c489")
    c.ellipse(x + 98, y + 2, 17, 17, "#e3c489")


def bear(c, x, y):
    shadow(c, x + 8, y + 62, 120, 18, .5)
    for s in (-1, 1):
        c.shape(c.blob(x + s * 62, y + 40, 44, 34, 9, .05), "#b0804e", .4, .2)
        c.ellipse(x + s * 72, y + 44, 17, 17, "#d9b98a")
        c.shape(c.blob(x + s * 78, y - 36, 28, 50, 9, .05), "#a87644", .4, .2)
        c.ellipse(x + s * 48, y - 172, 26, 26, "#a87644")
        c.ellipse(x + s * 48, y - 172, 13, 13, "#d9b98a")
    c.shape(c.blob(x, y - 20, 82, 84, 12, .03), "#b98a56", .4, .2)
    c.shape(c.blob(x, y - 128, 72, 64, 12, .03), "#b98a56", .35, .25)
    c.ellipse(x, y - 110, 31, 24, "#e3c89a")
    c.ellipse(x, y - 120, 10, 7, "#3a2620")
    c.path(f"M{x} {y - 114}v10q-10 8 -16 0M{x} {y - 104}q10 8 16 0", stroke="#3a2620", width=3)
    c.ellipse(x - 27, y - 140, 7, 7, "#2a1a16")
    c.path(f"M{x + 20} {y - 147}l14 14M{x + 34} {y - 147}l-14 14", stroke="#2a1a16", width=4)
    c.path(f"M{x + 6} {y - 60}v60M{x - 4} {y - 50}h20M{x - 4} {y - 34}h20M{x - 4} {y - 18}h20", stroke="#b8503a", width=4)


def mug2(c, x, y):
    shadow(c, x + 6, y + 6, 80, 14, .45)
    c.path(f"M{x + 46} {y - 78}Q{x + 104} {y - 72} {x + 48} {y - 20}", stroke="#4f6147", width=14)
    c.shape(f"M{x - 58} {y - 104}H{x + 58}L{x + 50} {y - 4}Q{x} {y + 10} {x - 50} {y - 4}Z", "#66774a", .45, .25, 0)
    c.ellipse(x, y - 104, 58, 14, "#8f9f6a")
    c.ellipse(x, y - 102, 49, 10, "#6b3a22")


@scene
def toddler_toast():
    c = Canvas(seed=137)
    c.fill(c.linear([(0, "#e6cfa6"), (1, "#f1dfba")]))
    with c.group(filter="hand"):
        tall_window(c, 140, 40, 330, 420, c.linear([(0, "#a9d0d4"), (1, "#f4f1d0")]))
        with c.group(clip="M140 40H470V460H140Z"):
            c.path("M120 390Q260 320 380 380T500 370V480H120Z", "#93a96a")
            round_tree(c, 210, 410, 130, GREEN)
            round_tree(c, 400, 414, 150, GREEN)
        c.path("M305 40V460M140 180H470M140 320H470", stroke="#efe2c6", width=9)
        # Paintings pegged on a line.
        c.path("M620 110Q1100 190 1620 90", stroke="#8a6a50", width=4)
        for i, (x, y) in enumerate(((700, 126), (900, 150), (1110, 152), (1320, 136), (1510, 112))):
            with c.group(transform=f"rotate({c.r(-5, 5):.1f} {x} {y})"):
                c.rect(x - 74, y, 148, 176, "#fffaf0")
                c.rect(x - 11, y - 20, 22, 36, "#d9a04a", rx=4)
                child_art(c, x, y + 88, i)
    c.rect(-30, 560, 1660, 20, "#c9ad80")
    c.path("M-40 580H1640V1110H-40Z", c.linear([(0, "#b9875a"), (1, "#9a6a40")]))
    for i in range(-14, 26):
        c.path(f"M{800 + (i - 6) * 80} 580L{800 + (i - 6) * 210} 1110", stroke="#7a4f2c", width=2.5, opacity=.3)
    rug = c.blob(800, 900, 860, 200, 16, .015)
    with c.group(filter="hand"):
        c.path(rug, "#b8583f")
        for k, col in ((.9, "#e9c98a"), (.84, "#b8583f"), (.7, "#35566b"), (.64, "#c96a4a")):
            c.path(c.blob(800, 900, 860 * k, 200 * k, 16, .012), col)
    with c.group(filter="blur20", blend="screen", opacity=.4):
        c.path(poly([(330, 590), (640, 590), (1100, 1060), (600, 1060)]), "#ffe3a0")
    shadow(c, 820, 950, 500, 60, .35)
    with c.group(filter="hand"):
        for x in (430, 1190):
            c.shape(poly([(x - 17, 720), (x + 17, 720), (x + 25, 950), (x - 25, 950)]), "#b98a56", .4, .2, 0)
        c.ellipse(810, 716, 480, 104, "#a8774a")
        c.ellipse(810, 700, 480, 104, "#d6a871")
        c.ellipse(810, 700, 480, 104, c.linear([(0, "#fff0c8", .5), (.6, "#fff0c8", 0)], 0, 0, 1, .6))
        plate_of_toast(c, 820, 690)
        for x, col in ((560, "#e0a54a"), (1080, "#66774a")):
            c.ellipse(x, 720, 44, 12, "#5b4437", .35)
            c.shape(poly([(x - 38, 652), (x + 38, 652), (x + 30, 720), (x - 30, 720)]), col, .4, .3, 0)
            c.ellipse(x, 652, 38, 11, light(col, .3))
            c.ellipse(x, 653, 31, 8, "#f2c66a")
        train(c, 330, 990)
        blocks(c, 1210, 1010)
    c.glow(300, 200, 1000, "#fff0c0", .7, "soft-light")
    c.vignette("#33190f", .28)
    c.paper()
    return c


def child_art(c, x, y, i):
    if i == 0:
        c.ellipse(x, y - 10, 36, 34, "#b8402c")
        c.path(f"M{x} {y - 40}l6 -22", stroke="#5b4437", width=6)
        c.path(leaf(x + 6, y - 56, 34, -.3), "#66774a")
    elif i == 1:
        c.path(f"M{x - 50} {y + 50}V{y}L{x} {y - 46}L{x + 50} {y}V{y + 50}Z", "#e0a54a")
        c.path(f"M{x - 58} {y + 4}L{x} {y - 48}L{x + 58} {y + 4}", stroke="#b8503a", width=13)
        c.rect(x - 12, y + 12, 24, 38, "#35566b")
    elif i == 2:
        c.ellipse(x + 24, y - 36, 22, 22, "#f0c36f")
        c.path(f"M{x - 62} {y + 56}Q{x - 20} {y - 20} {x + 20} {y + 30}Q{x + 40} {y} {x + 64} {y + 56}Z", "#8a9a5f")
    elif i == 3:
        c.path(c.blob(x - 6, y + 10, 40, 30, 8, .1), "#a9582f")
        c.ellipse(x + 34, y - 22, 19, 19, "#a9582f")
        c.path(f"M{x + 30} {y - 40}l6 -14l6 12", stroke="#c23f2d", width=7)
        c.path(f"M{x - 10} {y + 38}v24M{x + 8} {y + 38}v24", stroke="#e0a54a", width=5)
    else:
        for k, col in enumerate(("#b8503a", "#e0a54a", "#66774a", "#35566b")):
            c.path(f"M{x - 54 + k * 9} {y + 50}A{54 - k * 9} {64 - k * 9} 0 0 1 {x + 54 - k * 9} {y + 50}", stroke=col, width=10)


def plate_of_toast(c, x, y):
    c.ellipse(x, y + 18, 210, 52, "#7d5a3a", .4)
    c.ellipse(x, y + 6, 210, 50, "#35566b")
    c.ellipse(x, y, 206, 48, "#eef1ea")
    c.ellipse(x, y, 156, 33, "#d9e2dc")
    for px, py, a, jam in ((-70, -8, -12, 1), (66, -6, 10, 1), (0, -42, -4, 0), (-6, -84, 6, 1)):
        with c.group(transform=f"translate({x + px} {y + py}) rotate({a})"):
            c.path("M-78 30Q-92 -14 -70 -26Q-30 -40 0 -32Q40 -42 72 -26Q92 -12 78 30Q0 42 -78 30Z", "#8a4f28")
            c.path("M-70 22Q-82 -12 -62 -22Q-28 -34 0 -27Q36 -36 64 -22Q82 -10 70 22Q0 33 -70 22Z", "#e6b870")
            if jam:
                c.path("M-50 12Q-62 -10 -40 -16Q0 -28 42 -16Q62 -8 48 12Q0 24 -50 12Z", "#a9303a")
                c.path("M-36 -6Q-10 -16 20 -12", stroke="#f0a08a", width=5, opacity=.7)
            else:
                c.path("M-16 -4h36v14h-36Z", "#f8e28a")


def train(c, x, y):
    shadow(c, x + 100, y + 10, 270, 20, .4)
    c.path(f"M{x - 150} {y}h520", stroke="#7a4f2c", width=9)
    def wheel(wx, r):
        c.ellipse(wx, y - r, r, r, "#5a3a2a")
        c.ellipse(wx, y - r, r * .66, r * .66, "#e0b86a")
        c.ellipse(wx, y - r, r * .2, r * .2, "#5a3a2a")
    c.shape(f"M{x - 110} {y - 30}V{y - 84}Q{x - 110} {y - 100} {x - 90} {y - 100}H{x + 10}V{y - 30}Z", "#b8503a", .35, .3)
    c.shape(f"M{x} {y - 30}V{y - 150}H{x + 90}V{y - 30}Z", "#35566b", .35, .3)
    c.rect(x + 20, y - 130, 50, 46, "#f4e8cc", rx=5)
    c.shape(f"M{x - 12} {y - 146}H{x + 102}V{y - 162}H{x - 12}Z", "#e0a54a", .2, .3)
    c.shape(f"M{x - 86} {y - 98}L{x - 92} {y - 146}H{x - 48}L{x - 54} {y - 98}Z", "#66774a", .3, .3)
    c.path(f"M{x + 90} {y - 40}h36", stroke="#5a3a2a", width=9)
    c.shape(f"M{x + 122} {y - 30}V{y - 88}H{x + 300}V{y - 30}Z", "#e0a54a", .35, .3)
    for i in range(5):
        apple(c, x + 146 + i * 33, y - 98 - (i % 2) * 7, 19, ["#b8402c", "#a8b05a"][i % 2], leafy=False)
    for wx, r in ((x - 76, 25), (x - 16, 25), (x + 52, 31), (x + 158, 24), (x + 264, 24)):
        wheel(wx, r)


def blocks(c, x, y):
    shadow(c, x + 60, y + 8, 210, 20, .4)
    for bx, by, col, s in ((0, 0, "#66774a", 96), (104, 0, "#e0a54a", 96), (214, 4, "#35566b", 84), (48, -98, "#b8503a", 92), (58, -190, "#efdfba", 72)):
        c.shape(poly([(x + bx - s / 2, y + by), (x + bx - s / 2, y + by - s), (x + bx + s / 2, y + by - s), (x + bx + s / 2, y + by)]), col, .35, .3)
        c.shape(poly([(x + bx - s / 2, y + by - s), (x + bx - s / 2 + 17, y + by - s - 13), (x + bx + s / 2 + 17, y + by - s - 13), (x + bx + s / 2, y + by - s)]), light(col, .3), 0, .2)
        c.shape(poly([(x + bx + s / 2, y + by), (x + bx + s / 2, y + by - s), (x + bx + s / 2 + 17, y + by - s - 13), (x + bx + s / 2 + 17, y + by - 13)]), dark(col, .25), 0, 0)
    c.path(leaf(x - 20, y - 40, 44, -.5), "#f4e8cc")
    c.ellipse(x + 104, y - 48, 24, 24, "#b8503a")
    c.path(smooth([(x + 20, y - 130), (x + 50, y - 160), (x + 76, y - 134), (x + 50, y - 114)]), "#f4e8cc")
