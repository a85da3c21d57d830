"""Blossom, frost, snow and midwinter."""

from props import *
from scenes import scene


@scene
def bees_blossom():
    c = Canvas(seed=12)
    sky(c, [(0, "#8cbcc4"), (.35, "#cfe3d6"), (.6, "#fbeed2"), (1, "#fbeed2")])
    clouds(c, [(420, 150, 300, 60), (1250, 210, 320, 44)], "#fffaf0", .9, "blur4")
    with c.group(filter="rough"):
        land(c, ridge(c, 520, 20, 5), "#a9bfa8", .15, .25, hue="#4f7470")
        far = ridge(c, 576, 16, 5)
        land(c, far, "#9ab480", .2, .25, hue="#44664c")
    for i in range(22):
        x = i * 76 + c.r(-16, 16)
        round_tree(c, x, height_at(far, x) + c.r(4, 22), c.r(52, 74), BLOSSOM)
    mid = [(-60, 660), (500, 690), (1100, 668), (1660, 690)]
    with c.group(filter="rough"):
        land(c, mid, "#9cb46a", .3, .3, hue="#3f5f3e")
    for x, s in ((250, 170), (470, 190), (1010, 180), (1240, 200), (1480, 185)):
        apple_tree(c, x, height_at(mid, x) + 22, s, BLOSSOM, density=.8)
    front = [(-60, 830), (500, 846), (1000, 822), (1660, 850)]
    with c.group(filter="hand"):
        land(c, front, "#86a055", .45, .3, hue="#2f4a34")
        grass(c, front, 1000, ["#5f7d40", "#83a04f", "#a9bd66", "#cdd58a"], 32, 230)
    for x, y, k, col, roof in ((890, 880, 1.25, "#f4ecd9", "#93a7a6"), (1130, 915, 1.4, "#dfe4d2", "#a2604a"), (1400, 885, 1.3, "#f2dfc0", "#7d8f6a")):
        hive(c, x, y, k, col, roof)
    shadow(c, 330, 925, 420, 44, .3, "#2f4a34")
    trunk(c, 270, 930, 400, 44, lean=50)
    crown(c, 330, 330, 520, 330, BLOSSOM, 11, 3.4, 27)
    for _ in range(90):
        x, y = c.r(0, 1600), c.r(860, 1040)
        c.path(leaf(x, y, c.r(8, 14), c.r(0, 6.2), .5), c.rnd.choice(["#fff6ea", "#f6d9cf", "#efc2ba"]), opacity=.9)
    for _ in range(34):
        x, y = c.r(60, 1560), c.r(300, 830)
        c.path(leaf(x, y, c.r(8, 13), c.r(0, 6.2), .5), c.rnd.choice(["#fffaf2", "#f6d9cf"]), opacity=.9)
    with c.group(filter="hand"):
        flowers(c, front, 90, ["#f7e08a", "#fffbe8"], 190, 6)
    for x, y, s, a in ((820, 640, 1.5, -14), (960, 560, 1.2, 20), (1085, 640, 1.7, 8), (1260, 590, 1.3, -20), (1330, 700, 1.6, 12), (740, 735, 1.9, -6), (1500, 640, 1.2, 30), (650, 600, 1.1, -24)):
        bee(c, x, y, s, a)
    c.glow(200, 60, 1100, "#fff0b8", .6, "soft-light")
    c.vignette("#3a3a20", .2)
    c.paper()
    return c


@scene
def frost_candles():
    c = Canvas(seed=33)
    sky(c, [(0, "#141d3a"), (.25, "#25345c"), (.42, "#4a5780"), (.52, "#7c7796"), (1, "#7c7796")])
    stars(c, 190, 430)
    c.glow(1290, 150, 190, "#dfe6f2", .55)
    c.path("M1290 96A56 56 0 1 0 1344 166A44 44 0 1 1 1290 96Z", "#f6ecd2")
    with c.group(filter="rough"):
        land(c, ridge(c, 462, 22, 6), "#4f5f86", .2, .1, hue="#1c2a42")
        land(c, ridge(c, 520, 24, 5, 20), "#3d4f70", .25, .1, hue="#141d33")
        bank = [(-60, 600), (400, 560), (900, 590), (1660, 560)]
        land(c, bank, "#33465a", .4, .06, hue="#10182c")
    rows = [(600, 60, 78, .35), (650, 92, 116, .5), (722, 140, 178, .7), (826, 214, 270, 1.1)]
    for r, (y, size, gap, dense) in enumerate(rows):
        x = -60 + (r % 2) * gap / 2
        while x < 1700:
            yy = y + c.r(-8, 8)
            c.glow(x + gap / 2, yy + 4, size * 1.0, "#ff9d3c", .55)
            trunk(c, x, yy, size * .5, size * .055, "#4a3531")
            crown(c, x, yy - size * .8, size * .56, size * .42, ["#3d4a74", "#66709a", "#a9a3b8", "#ecd0bb", "#ffe8c4"], 7, dense, size * .07, (.1, .95))
            x += gap
        x = -60 + (r % 2) * gap / 2 + gap / 2
        while x < 1700:
            candle(c, x, y + size * .12, size / 150)
            x += gap
    front = [(-60, 985), (600, 960), (1100, 980), (1660, 960)]
    with c.group(filter="hand"):
        land(c, front, "#1f2f3c", .5, .05, hue="#0c1222")
        grass(c, front, 500, ["#1c2b36", "#2c4148", "#4a5a55", "#8b7a58"], 46, 80)
    candle(c, 420, 950, 1.9)
    candle(c, 1180, 965, 2.1)
    with c.group(filter="hand"):
        person(c, 640, 958, 250, "#3f4f6c", "#e6b48f", "#5a3a30", hat="#a9462f", scarf="#d8a04a", face=-1, arm=(-.32, .36))
        person(c, 742, 962, 214, "#6a4450", "#d9a27f", "#2a1e20", hat="#d8a04a", face=-1, arm=(-.24, .52))
        person(c, 846, 968, 132, "#4d6a62", "#d9a27f", "#2a1e20", hat="#c7b08c", face=-1)
    lantern(c, 560, 872, 40)
    c.glow(420, 905, 420, "#ff9a3a", .5)
    c.glow(1180, 915, 430, "#ff9a3a", .45)
    c.vignette("#080c1c", .5)
    c.paper()
    return c


def candle(c, x, y, k):
    """A tin of wax with its flame."""
    c.glow(x, y - 26 * k, 150 * k, "#ffb24d", .9)
    c.ellipse(x, y + 8 * k, 70 * k, 12 * k, "#ffb861", .28)
    c.shape(poly([(x - 17 * k, y - 20 * k), (x + 17 * k, y - 20 * k), (x + 15 * k, y + 8 * k), (x - 15 * k, y + 8 * k)]), "#6d6a72", .5, .3, 0)
    c.ellipse(x, y - 20 * k, 17 * k, 5 * k, "#ffe9b0")
    c.path(f"M{x} {y - 62 * k}Q{x + 15 * k} {y - 36 * k} {x + 9 * k} {y - 22 * k}Q{x} {y - 15 * k} {x - 9 * k} {y - 22 * k}Q{x - 14 * k} {y - 38 * k} {x} {y - 62 * k}Z", "#ffb13d")
    c.path(f"M{x} {y - 46 * k}Q{x + 8 * k} {y - 32 * k} {x + 4 * k} {y - 22 * k}Q{x} {y - 19 * k} {x - 4 * k} {y - 22 * k}Q{x - 7 * k} {y - 33 * k} {x} {y - 46 * k}Z", "#fff4cf")


@scene
def snow_orchard():
    c = Canvas(seed=44)
    sky(c, [(0, "#9fb3c8"), (.25, "#cdd3d6"), (.42, "#f6dfc8"), (.52, "#f7c9a6"), (1, "#f7c9a6")])
    sun = (420, 470)
    c.glow(*sun, 480, "#ffdca0", .9, "normal")
    c.ellipse(*sun, 52, 52, "#fff3d6")
    with c.group(filter="rough"):
        land(c, ridge(c, 490, 24, 6), "#c9cedb", .15, .2, hue="#6f7fa0")
        land(c, ridge(c, 550, 20, 5), "#d8dbe4", .2, .2, hue="#7486a8")
        bank = [(-60, 630), (500, 605), (1000, 630), (1660, 600)]
        land(c, bank, "#e9e9ee", .3, .2, hue="#6d82ab")
    for r, (y, size, gap) in enumerate([(640, 96, 130), (706, 150, 214)]):
        x = -20 + r * 80
        while x < 1700:
            c.path(f"M{x - 4} {y}l{size * 1.1:.0f} {size * .34:.0f}l{size * .5:.0f} {size * .02:.0f}l{-size * .3:.0f} {-size * .12:.0f}Z", "#8fa3c9", opacity=.38, extra='filter="url(#blur4)"')
            bare_tree(c, x, y + 4, size * 1.2, "#5c4b52", 5, "#fbf8f4")
            x += gap + c.r(-20, 20)
    front = [(-60, 800), (400, 780), (900, 812), (1660, 772)]
    with c.group(filter="rough"):
        land(c, front, "#f3f0f0", .4, .15, hue="#6d82ab")
    for x, y, w in ((300, 870, 300), (900, 930, 420), (1380, 880, 260), (620, 1010, 460)):
        c.soft(c.blob(x, y, w, 26), "#a9b8d6", "blur14", .5)
    for x, y, k, col in ((800, 868, 1.05, "#eef0ea"), (1000, 846, .95, "#c7d2c6"), (1190, 880, 1.12, "#e6cfa8"), (1400, 856, 1.0, "#c98d6d")):
        hive(c, x, y, k, col, snow=True)
        c.path(f"M{x + 60 * k} {y - 4}l{190 * k} {46 * k}l{-40 * k} {22 * k}l{-200 * k} {-44 * k}Z", "#8fa3c9", opacity=.4, extra='filter="url(#blur4)"')
    for i in range(11):
        x, y = 1560 - i * 66, 1060 - 190 * (1 - abs(i - 3) / 10)
        c.ellipse(x, y + (i % 2) * 14, 15, 8, "#93a5c8", .7)
    with c.group(filter="hand"):
        c.path("M300 1040L352 770", stroke="#a37a4d", width=20)
        c.path("M296 1040L348 770", stroke="#c99c68", width=7)
        c.path("M318 772q34 -34 74 4", stroke="#8a6238", width=17)
        c.shape("M262 990L342 1004L326 1110L244 1096Z", "#7a8088", .4, .4, 20)
    c.path(smooth([(150, 1090), (240, 1042), (330, 1036), (420, 1056), (500, 1100)]), "#f8f6f4")
    robin(c, 356, 752, 1.25)
    bare_tree(c, 1490, 1085, 620, "#54434a", 6, "#fdfaf6", lean=-.12, thick=.06)
    for _ in range(120):
        s = c.r(1.5, 4.5)
        c.ellipse(c.r(0, 1600), c.r(0, 1067), s, s, "#ffffff", round(c.r(.3, .8), 2))
    c.glow(*sun, 900, "#ffc98a", .5, "soft-light")
    c.vignette("#2a3050", .25)
    c.paper()
    return c


def robin(c, x, y, k):
    with c.group(transform=f"translate({x} {y}) scale({k})"):
        c.path("M-6 2L-8 16M10 2L10 16", stroke="#4a352c", width=4)
        c.path("M-44 -14L-86 2L-82 12L-36 4Z", "#6d5444")
        c.shape("M-48 -18Q-40 -58 4 -66Q18 -92 44 -80Q60 -70 54 -46Q50 2 4 6Q-34 8 -48 -18Z", "#7c6350", .35, .2)
        c.shape("M22 -72Q58 -80 56 -46Q54 -14 22 -10Q6 -22 14 -46Q12 -62 22 -72Z", "#d4572e", .3, .25)
        c.path("M14 -8Q34 -8 48 -24Q40 6 8 6Q-10 4 -16 -2Z", "#f1e4d0")
        c.path("M-40 -20Q-12 -44 16 -26Q0 0 -30 -4Z", "#5b4638")
        c.ellipse(38, -64, 4.5, 4.5, "#1d1412")
        c.ellipse(39.5, -65.500, 1.5, 1.5, "#fff")
        c.path("M54 -64l14 5l-14 4Z", "#3a2a22")


@scene
def winter_pruning():
    c = Canvas(seed=57)
    sky(c, [(0, "#a7bcc0"), (.3, "#dcd9c6"), (.55, "#f4dcb4"), (1, "#f4dcb4")])
    c.glow(1250, 470, 420, "#ffe0a0", .8, "normal")
    with c.group(filter="rough"):
        land(c, ridge(c, 500, 24, 6), "#b3b6a8", .2, .2, hue="#5f7070")
        land(c, ridge(c, 560, 22, 5), "#a6a283", .25, .2, hue="#50604f")
        bank = [(-60, 660), (500, 640), (1000, 664), (1660, 630)]
        land(c, bank, "#a39c66", .35, .25, hue="#43503a")
    for x, s in ((90, 170), (260, 150), (1080, 180), (1270, 160), (1450, 190), (1580, 150)):
        bare_tree(c, x, height_at(bank, x) + 22, s * 1.25, "#6a5348", 5)
    with c.group(filter="blur8", opacity=.75):
        pts = [(1222, 790), (1206, 640), (1250, 520), (1218, 380), (1290, 240), (1260, 90), (1340, -40), (1440, -40), (1370, 110), (1380, 260), (1310, 400), (1320, 540), (1262, 650), (1262, 790)]
        c.path(smooth(pts), "#efe9dc")
    front = [(-60, 800), (500, 826), (1000, 800), (1660, 820)]
    with c.group(filter="hand"):
        land(c, front, "#8c8750", .45, .25, hue="#3a4430")
        grass(c, front, 800, ["#6b6a3e", "#8d874c", "#b0a560", "#d3c288"], 28, 240)
    fire(c, 1240, 838, .7)
    shadow(c, 620, 930, 380, 34, .35)
    trunk(c, 560, 935, 360, 46, "#6d5446", lean=10, fork=False)
    for a, s in ((-.75, 330), (-.25, 400), (.3, 390), (.8, 330)):
        limb_tree(c, 570, 600, a, s)
    ladder2(c, 760, 950, 640, 470)
    with c.group(filter="hand"):
        person(c, 700, 708, 290, "#35566b", SKINS[0], "#8a5a3a", hat="#c24a33", scarf="#e0b04f", face=-1, arm=(-.34, .92), legs="#4f4a3c")
        c.path("M600 442L566 372M606 440L600 360", stroke="#3a2a25", width=7)
        c.path("M566 372l-8 -24M600 360l6 -24", stroke="#8d9aa0", width=8)
        person(c, 1000, 960, 268, "#8a6a3f", SKINS[3], "#2a1c1a", hat="#66774a", face=1, arm=(.34, .42))
    for i in range(26):
        x, y = 1090 + c.r(-70, 70), 960 + c.r(-30, 16)
        c.path(f"M{x:.0f} {y:.0f}q{c.r(20, 60):.0f} {c.r(-34, 6):.0f} {c.r(70, 130):.0f} {c.r(-30, 20):.0f}", stroke=c.rnd.choice(["#5b4437", "#7a5a48", "#4a352c"]), width=round(c.r(3, 7), 1))
    for i in range(16):
        x, y = c.r(380, 660), c.r(945, 1000)
        c.path(f"M{x:.0f} {y:.0f}l{c.r(-60, 60):.0f} {c.r(-12, 12):.0f}", stroke="#6d5446", width=4)
    c.glow(1250, 470, 900, "#ffd08a", .5, "soft-light")
    c.vignette("#33260f", .25)
    c.paper()
    return c


def limb_tree(c, x, y, a, s):
    strokes = bare_tree(c, x, y, s, "#6d5446", 6, lean=a, thick=.075)
    for *_, ex, ey, width in strokes:
        if width < 5:
            c.ellipse(ex, ey, 3.2, 3.2, "#a5533c")


def ladder2(c, x0, y0, x1, y1):
    from scenes.orchard import ladder
    ladder(c, x0, y0, x1, y1, rungs=9, width=80)


def fire(c, x, y, k):
    c.glow(x, y - 60 * k, 420 * k, "#ff9a35", .85)
    for a in (-1, 1, -.4, .5):
        c.path(f"M{x - 90 * k * a} {y + 8 * k}L{x + 60 * k * a} {y - 24 * k}", stroke="#4a2f26", width=18 * k)
    for w, h, colour in ((92, 190, "#d9542b"), (68, 150, "#f08a32"), (42, 104, "#fbc555"), (20, 58, "#fff3c9")):
        w, h = w * k, h * k
        c.path(f"M{x} {y - h}Q{x + w * .5} {y - h * .62} {x + w * .55} {y - h * .5}Q{x + w * .62} {y - h * .62} {x + w * .6} {y - h * .72}Q{x + w * 1.1} {y - h * .3} {x + w * .6} {y}L{x - w * .6} {y}Q{x - w * 1.1} {y - h * .3} {x - w * .62} {y - h * .6}Q{x - w * .5} {y - h * .45} {x - w * .36} {y - h * .44}Q{x - w * .3} {y - h * .7} {x} {y - h}Z", colour)
    for _ in range(int(26 * k + 6)):
        s = c.r(1.5, 4) * k + .6
        c.ellipse(x + c.r(-110, 110) * k, y - c.r(120, 420) * k, s, s, "#ffcf70", round(c.r(.5, 1), 2))


@scene
def wassail():
    c = Canvas(seed=61)
    sky(c, [(0, "#10162c"), (.3, "#1e2a4c"), (.5, "#38436a"), (.58, "#5a5474"), (1, "#5a5474")])
    stars(c, 240, 500)
    with c.group(filter="rough"):
        land(c, ridge(c, 520, 26, 6), "#2c3858", .2, .05, hue="#0e1428")
        bank = [(-60, 640), (500, 610), (1000, 640), (1660, 600)]
        land(c, bank, "#24304a", .3, .05, hue="#0b1020")
    for i in range(9):
        x = 40 + i * 190 + c.r(-30, 30)
        bare_tree(c, x, height_at(bank, x) + 20, c.r(150, 190), "#1b2238", 5)
    front = [(-60, 800), (500, 822), (1000, 806), (1660, 830)]
    with c.group(filter="hand"):
        land(c, front, "#3a3b3a", .5, .05, hue="#0c1020")
    c.glow(960, 850, 760, "#ff8a2e", .6)
    c.ellipse(900, 930, 720, 120, "#c9702f", .28, 'filter="url(#blur40)"')
    with c.group(filter="hand"):
        grass(c, front, 700, ["#2b2f30", "#474433", "#6d5a38", "#a3773f"], 26, 240)
    # The old tree, lit from below on the fire's side.
    trunk(c, 430, 930, 380, 62, "#5c4134", lean=30, fork=False)
    tips = []
    for a, s in ((-1.0, 330), (-.5, 420), (0, 470), (.45, 450), (.95, 400)):
        tips += bare_tree(c, 452, 585, s, "#573d33", 6, lean=a, thick=.07)
    c.glow(560, 640, 460, "#ff9838", .35)
    ends = [t for t in tips if t[6] < 7 and 60 < t[4] < 860 and 60 < t[5] < 620]
    for t in ends[::max(1, len(ends) // 26)]:
        x, y = t[4], t[5]
        c.path(f"M{x:.0f} {y:.0f}v18", stroke="#3a2620", width=2)
        if c.rnd.random() < .35:
            c.shape(f"M{x - 15:.0f} {y + 20:.0f}q15 -14 30 0q3 16 -2 26h-26q-5 -10 -2 -26Z", "#c98a45", .3, .2, grain=False)
            c.rect(x - 9, y + 25, 18, 16, "#eac78a", rx=3)
        else:
            lantern(c, x, y + 32, 22)
    fire(c, 985, 930, 1.25)
    with c.group(filter="hand"):
        folk = [(730, 948, 236, "#7d3b2e", "#e0b04f", None), (806, 960, 150, "#c98f3c", "#35566b", None), (1178, 956, 246, "#3d5570", "#a9462f", "#e0c080"), (1258, 972, 224, "#5d6a45", None, "#b8503a"), (1340, 968, 252, "#5a3346", "#d9a04a", None), (1432, 985, 160, "#a9462f", "#f0dcb0", None), (1512, 985, 250, "#40504f", "#6a3a4a", "#d9b070")]
        for i, (x, y, h, coat, hat, scarf) in enumerate(folk):
            person(c, x, y, h, mix(coat, "#ffb060", .08), SKINS[(i * 2 + 1) % 5], "#3a2620", hat=hat, scarf=scarf, face=1 if x < 985 else -1, arm=((.2, .95) if x < 985 else (-.22, .9)) if i in (0, 2, 4, 6) else None)
    lantern(c, 782, 700, 32)
    lantern(c, 1285, 716, 30)
    lantern(c, 1122, 712, 30)
    lantern(c, 1456, 740, 30)
    near = [(-60, 1016), (500, 1030), (1100, 1020), (1660, 1034)]
    with c.group(filter="hand"):
        grass(c, near, 380, ["#141a26", "#232a2e"], 60, 60)
    c.vignette("#05070f", .5)
    c.paper()
    return c
