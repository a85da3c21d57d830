"""The press, the store, the jam pan and the mill."""

from props import *
from scenes import scene
from scenes.orchard import crate


@scene
def pressing_day():
    c = Canvas(seed=141)
    c.fill(c.linear([(0, "#4a352c"), (1, "#6b4a38")]))
    with c.group(filter="hand"):
        for i in range(22):
            x = -30 + i * 78
            c.rect(x, -30, 74, 800, mix("#7d573f", "#5a3d30", c.r(0, 1)))
            c.path(f"M{x + c.r(10, 60):.0f} -30V{c.r(300, 760):.0f}", stroke="#4a3026", width=2, opacity=.5)
        c.path("M-40 60H1640V104H-40Z", "#4a3026")
        c.path("M-40 60H1640", stroke="#8a6248", width=5)
        # Barn door open on the orchard.
        door = "M1130 150H1540V760H1130Z"
        c.path(door, c.linear([(0, "#a9cfd0"), (.45, "#e8efd2"), (1, "#f8e6b4")]))
    with c.group(clip=door):
        with c.group(filter="rough"):
            c.path("M1100 520Q1250 450 1400 510T1600 490V800H1100Z", "#a3b07a")
            c.path("M1100 600Q1300 560 1600 610V800H1100Z", "#8f9f58")
        apple_tree(c, 1240, 640, 220, TURNING, apples=20, density=.9)
        apple_tree(c, 1450, 660, 260, TURNING, apples=26, density=1.0)
    with c.group(filter="hand"):
        c.path("M1112 130H1558V766H1534V154H1136V766H1112Z", "#4a3026")
        c.shape("M1558 130L1660 100V800L1558 766Z", "#6d4a38", .4, .2, 0)
        c.shape("M1112 130L1010 100V800L1112 766Z", "#5f4032", .2, .3, 180)
        c.path("M1018 240L1106 250M1018 660L1106 640", stroke="#3a2620", width=13)
    floor = "M-40 756H1640V1110H-40Z"
    c.path(floor, c.linear([(0, "#9a8468"), (1, "#6d5a48")]))
    for _ in range(90):
        x, y = c.r(-20, 1620), c.r(770, 1067)
        c.path(c.blob(x, y, c.r(20, 70), c.r(5, 14), 7, .2), c.rnd.choice(["#a89274", "#86705a", "#7a664f"]), opacity=.4)
    with c.group(filter="blur14", blend="screen"):
        c.path(poly([(1136, 760), (1534, 760), (1180, 1100), (420, 1100)]), "#ffdf9a", opacity=.5)
    with c.group(filter="blur20", blend="screen"):
        c.path(poly([(1136, 154), (1534, 154), (1160, 1060), (420, 1060)]), "#ffe7b4", opacity=.17)
    press(c, 560, 960)
    for i, (x, y, k) in enumerate(((1010, 940, .95), (1200, 960, 1.0), (1105, 852, .95), (1400, 930, 1.0), (140, 990, 1.05))):
        crate(c, x, y, k, seed=i)
    with c.group(filter="hand"):
        person(c, 930, 900, 330, "#35566b", SKINS[0], "#b8562c", face=-1, arm=(-.42, .74), legs="#5a4a3c")
    for x, y, s, a in ((760, 560, .9, 10), (860, 480, .8, -20), (690, 690, 1, 30), (1060, 600, .8, -10), (480, 430, .8, 14)):
        bee(c, x, y, s, a)
    for _ in range(70):
        s = c.r(1, 2.6)
        c.ellipse(c.r(500, 1500), c.r(180, 900), s, s, "#fff3cc", round(c.r(.3, .8), 2))
    c.glow(1340, 300, 1000, "#ffdf9a", .6, "soft-light")
    c.vignette("#1c100a", .5)
    c.paper()
    return c


def press(c, x, y):
    """An oak screw press with its stack of cloths; x, y is the middle of its foot."""
    shadow(c, x + 20, y + 6, 400, 40, .5)
    with c.group(filter="hand"):
        for sx in (-280, 236):
            c.shape(poly([(x + sx, y), (x + sx, y - 690), (x + sx + 46, y - 690), (x + sx + 46, y)]), "#8a5f3c", .45, .3, 0)
        c.shape(poly([(x - 330, y - 130), (x + 330, y - 130), (x + 330, y - 76), (x - 330, y - 76)]), "#7d5434", .4, .3, 80)
        c.shape(poly([(x - 320, y - 740), (x + 320, y - 740), (x + 320, y - 650), (x - 320, y - 650)]), "#9a6b42", .4, .3, 80)
        c.path(f"M{x - 300} {y - 716}H{x + 300}M{x - 290} {y - 690}H{x + 310}", stroke="#6b472c", width=3, opacity=.6)
        # Screw and its bar.
        c.rect(x - 30, y - 860, 60, 380, "#6f7478")
        for i in range(19):
            c.path(f"M{x - 32} {y - 850 + i * 20}L{x + 32} {y - 862 + i * 20}", stroke="#3d4044", width=6)
        c.rect(x - 24, y - 860, 13, 380, "#b9c0c0", .5)
        c.path(f"M{x - 250} {y - 800}L{x + 330} {y - 776}", stroke="#5a3d2a", width=26)
        c.path(f"M{x - 250} {y - 806}L{x + 330} {y - 782}", stroke="#a8774a", width=7)
        c.shape(poly([(x - 190, y - 500), (x + 190, y - 500), (x + 210, y - 450), (x - 210, y - 450)]), "#8a5f3c", .4, .3, 80)
        c.shape(poly([(x - 60, y - 530), (x + 60, y - 530), (x + 76, y - 496), (x - 76, y - 496)]), "#4a4d52", .3, .3)
        # The cheese: pulp folded in cloths, racks between.
        for i in range(8):
            yy = y - 170 - i * 36
            w = 200 - (i % 2) * 5 + c.r(-4, 4)
            c.path(smooth([(x - w, yy + 4), (x - w - 8, yy - 14), (x - w + 8, yy - 27), (x, yy - 30), (x + w - 8, yy - 27), (x + w + 8, yy - 14), (x + w, yy + 4), (x, yy + 8)]), "#d9b878")
            c.path(f"M{x - w + 8} {yy - 24}Q{x} {yy - 34} {x + w - 8} {yy - 24}Q{x + w * .3} {yy - 12} {x} {yy - 18}Q{x - w * .5} {yy - 8} {x - w + 8} {yy - 24}Z", "#efdcae")
            c.path(f"M{x - w * .6} {yy - 20}q20 14 10 26M{x + w * .3} {yy - 22}q-14 14 6 28M{x - w * .1} {yy - 14}q8 10 0 20", stroke="#b08a50", width=4, opacity=.6)
            c.path(f"M{x - w - 12} {yy + 6}H{x + w + 12}", stroke="#7d5434", width=9)
            if i % 2 == 0:
                for _ in range(7):
                    dx = c.r(-w, w)
                    c.path(f"M{x + dx:.0f} {yy + 4}v{c.r(8, 26):.0f}", stroke="#e0a03c", width=3, opacity=.8)
        c.shape(f"M{x - 290} {y - 160}H{x + 290}L{x + 270} {y - 120}H{x - 270}Z", "#a97a4a", .3, .3, 80)
        c.path(f"M{x - 270} {y - 152}H{x + 270}", stroke="#e8a83c", width=9)
        c.shape(f"M{x + 20} {y - 128}H{x + 90}L{x + 80} {y - 88}H{x + 32}Z", "#8a5f3c", .3, .2)
        c.path(f"M{x + 56} {y - 92}Q{x + 60} {y - 60} {x + 58} {y - 6}", stroke="#d98f2c", width=17)
        c.path(f"M{x + 52} {y - 92}Q{x + 56} {y - 60} {x + 54} {y - 6}", stroke="#ffdf8a", width=5)
        c.shape(f"M{x - 60} {y - 34}H{x + 176}L{x + 152} {y + 96}Q{x + 58} {y + 112} {x - 36} {y + 96}Z", "#8f6a48", .45, .25, 0)
        for i in range(7):
            c.path(f"M{x - 40 + i * 34} {y - 30}l{(3 - i) * -2} 126", stroke="#5f4230", width=3, opacity=.6)
        c.path(f"M{x - 54} {y + 4}Q{x + 58} {y + 18} {x + 170} {y + 4}M{x - 42} {y + 74}Q{x + 58} {y + 90} {x + 158} {y + 74}", stroke="#5d6468", width=10)
        c.ellipse(x + 58, y - 34, 118, 25, "#6b4a30")
        c.ellipse(x + 58, y - 30, 104, 19, "#e3a13a")
        c.ellipse(x + 54, y - 33, 40, 7, "#ffe6a0", .8)


@scene
def cider_bottles():
    c = Canvas(seed=149)
    pane = c.linear([(0, "#f3b878"), (.4, "#fbd998"), (.75, "#f6c07c"), (1, "#e09a5a")])
    c.fill("#6b4638")
    c.rect(120, -40, 1360, 860, pane)
    sun = (1010, 380)
    c.glow(*sun, 420, "#fff2c0", .95, "normal")
    c.ellipse(*sun, 74, 74, "#fffbe6")
    with c.group(clip="M120 -40H1480V820H120Z"):
        with c.group(filter="blur2"):
            c.path("M80 520Q360 440 680 510T1200 470T1520 500V840H80Z", "#d9a066")
            c.path("M80 600Q420 540 800 610T1520 570V840H80Z", "#b9824e")
            for x, s in ((230, 150), (420, 130), (640, 160), (1240, 150), (1400, 170)):
                bare_tree(c, x, 640, s * 1.1, "#7d5236", 5)
        c.path("M80 690Q500 640 1000 700T1520 680V840H80Z", "#8f6238")
    with c.group(filter="hand"):
        for bx in (568, 1018):
            c.rect(bx, -40, 20, 860, "#54362c")
        c.rect(120, 230, 1360, 18, "#54362c")
        c.rect(70, -40, 56, 880, "#4a2f27")
        c.rect(1474, -40, 56, 880, "#4a2f27")
        c.shape(poly([(20, 812), (1580, 812), (1660, 900), (-60, 900)]), "#9a6a46", .2, .4, 85)
        c.rect(-60, 898, 1720, 220, "#5a3a2c")
        for i in range(5):
            c.path(f"M-40 {930 + i * 38}Q600 {920 + i * 38} 1640 {934 + i * 38}", stroke="#46291f", width=3, opacity=.6)
    cols = [("#c9781f", "#f3e4c4", "#9c3d2a"), ("#e0a03a", "#efdcae", "#66774a"), ("#b9641c", "#f3e4c4", "#35566b"), ("#d98f2a", "#e9cf98", "#9c3d2a"), ("#8f9a3c", "#f3e4c4", "#c8683f"), ("#e3ab48", "#efdcae", "#5a2a35"), ("#c06a1c", "#f3e4c4", "#66774a")]
    xs = [250, 432, 612, 800, 1000, 1180, 1362]
    for x, (g, l, k) in zip(xs, cols):
        dx = (x - sun[0]) * .42
        with c.group(filter="blur8", opacity=.75):
            c.path(poly([(x - 52, 852), (x + 52, 852), (x + 70 + dx, 1080), (x - 34 + dx, 1080)]), "#2f1a14")
            c.path(poly([(x - 22, 852), (x + 22, 852), (x + 34 + dx, 1080), (x + dx - 4, 1080)]), mix(g, "#ffcf70", .45), opacity=.85)
        bottle(c, x, 862 + c.r(-6, 8), 500 + c.r(-16, 16), g, l, k, .75)
    with c.group(filter="hand"):
        for gx in (520, 706):
            d = f"M{gx - 46} {820}L{gx - 38} {940}Q{gx} {952} {gx + 38} {940}L{gx + 46} {820}Z"
            c.path(d, "#fff4d8", opacity=.4)
            c.path(f"M{gx - 43} {866}L{gx - 37} {938}Q{gx} {949} {gx + 37} {938}L{gx + 43} {866}Q{gx} {878} {gx - 43} {866}Z", "#e39a2c", opacity=.92)
            c.path(f"M{gx - 30} {836}L{gx - 25} {924}", stroke="#fffbe8", width=6, opacity=.8)
            c.ellipse(gx, 820, 46, 11, "#fff4d8", .5)
    apple(c, 1150, 940, 62, "#b5452e")
    apple(c, 1262, 962, 54, "#cf7a3c", leafy=False)
    apple(c, 330, 965, 58, "#9aa04e")
    c.glow(*sun, 1000, "#ffc060", .55, "soft-light")
    c.vignette("#240f0a", .45)
    c.paper()
    return c


@scene
def apple_store():
    c = Canvas(seed=151)
    c.fill("#2a2028")
    with c.group(filter="hand"):
        for ring in range(9):
            k = 1 - ring * .085
            w, h = 900 * k, 780 * k
            colour = mix("#3a2a2c", "#b08a66", (ring / 8) ** .8 * .8)
            c.path(f"M{800 - w} {1110}V{560 + ring * 8}Q{800 - w} {560 - h * .72} 800 {560 - h * .72}Q{800 + w} {560 - h * .72} {800 + w} {560 + ring * 8}V1110Z", colour)
            for i in range(26):
                a = math.pi * (1 + i / 25)
                x, y = 800 + math.cos(a) * w * .985, 560 + ring * 8 + math.sin(a) * h * .71
                c.path(f"M{x:.0f} {y:.0f}L{800 + (x - 800) * .93:.0f} {560 + (y - 560) * .93:.0f}", stroke="#2a1c20", width=2.5, opacity=.4)
        c.path("M530 1110V600Q530 350 800 350Q1070 350 1070 600V1110Z", c.radial([(0, "#e0b880"), (.6, "#a97e58"), (1, "#6b4c40")], cx=.5, cy=.2, r=.8))
        # Door at the end.
        c.shape("M712 800V590Q712 500 800 500Q888 500 888 590V800Z", "#5f6b4a", .4, .2)
        c.path("M712 590Q712 500 800 500Q888 500 888 590V800M712 800V590M770 510V800M828 510V800", stroke="#3d4a34", width=6)
        c.ellipse(868, 670, 8, 8, "#e0b050")
        c.path("M640 800H960L1340 1110H260Z", "#8f7358")
        c.path("M640 800H960L1340 1110H260Z", c.radial([(0, "#ffd898", .7), (1, "#3a2620", .5)], cx=.5, cy=.1, r=.9))
    sorts = [("#b5452e", "#e7b64f"), ("#c98a3c", "#efd07a"), ("#8f9a48", "#c9bf62"), ("#a8382c", "#d97a4a"), ("#b98a52", "#dcb878")]
    for side in (-1, 1):
        for level in range(5):
            x0, y0 = 800 + side * 285, 470 + level * 76
            x1, y1 = 800 + side * 830, 180 + level * 212
            with c.group(filter="hand"):
                c.shape(poly([(x0, y0), (x1, y1), (x1, y1 + 34), (x0, y0 + 10)]), "#8a5f3e", .4, .4, 85)
                c.path(poly([(x0, y0), (x1, y1), (x1 + side * 40, y1 - 56), (x0 + side * 30, y0 - 24)]), "#4a3026")
            base, blush = sorts[(level + (2 if side > 0 else 0)) % 5]
            for row in (1, 0):
                n = 13
                for i in range(n):
                    t = ((i + row * .5) / n) ** 1.55
                    x = x0 + (x1 - x0) * t + side * row * (8 + 26 * t)
                    y = y0 + (y1 - y0) * t - row * (8 + 26 * t)
                    s = 11 + 36 * t
                    apple(c, round(x), round(y - s * .75), s, mix(base, "#5a2a20", c.r(0, .25)), blush, leafy=False)
        for t in (0, .3, .66):
            x, y0, y1 = 800 + side * (285 + 545 * t), 440 - 300 * t, 800 + 330 * t
            c.rect(x - 8 - 9 * t, y0, 16 + 18 * t, y1 - y0, "#6b4630")
            c.rect(x - 8 - 9 * t, y0, 4 + 4 * t, y1 - y0, "#b98a5c", .6)
    lamp = (800, 330)
    c.path(f"M800 -30V{lamp[1] - 66}", stroke="#2a1c18", width=6)
    c.glow(*lamp, 760, "#ffc060", .6)
    lantern(c, *lamp, 92)
    crate(c, 640, 1000, .8, 3)
    crate(c, 985, 1030, .9, 4, fruit=("#c98a3c", "#b98a52", "#d9b062"))
    c.glow(*lamp, 900, "#ffc878", .5, "soft-light")
    c.vignette("#0f080c", .6)
    c.paper()
    return c


@scene
def preserves():
    c = Canvas(seed=163)
    c.fill(c.linear([(0, "#e6d3b0"), (1, "#d6b98c")]))
    with c.group(filter="hand"):
        for j in range(5):
            for i in range(-1, 14):
                x, y = i * 126 + (j % 2) * 0, j * 126 - 20
                c.rect(x + 3, y + 3, 120, 120, mix("#efe2c4", "#e0cfa8", c.r(0, 1)), rx=5)
                if (i + j) % 5 == 0:
                    c.ellipse(x + 63, y + 63, 25, 24, "#c8683f", .55)
                    c.path(leaf(x + 66, y + 40, 30, -.6), "#66774a", opacity=.6)
        for y in (300, 600):
            c.shape(poly([(90, y), (1510, y), (1510, y + 30), (90, y + 30)]), "#8a6244", .3, .35, 85)
            c.path(f"M160 {y + 30}l0 50l50 -50M1440 {y + 30}l0 50l-50 -50", stroke="#6b4a34", width=11)
            c.rect(90, y + 30, 1420, 16, "#3a1f1a", .18)
    fills = ["#dc9632", "#7d2a2c", "#a3301f", "#e8b85a", "#4a1f2c", "#8a4a24", "#c9561f", "#d9a93c"]
    cloths = ["#b8503a", "#66774a", "#35566b", "#e0a54a", "#6a3a4a"]
    for y, jars in ((300, ((190, 52, 150), (320, 58, 132), (455, 50, 160), (590, 60, 128), (730, 52, 150), (868, 58, 136), (1004, 50, 164), (1140, 60, 130), (1278, 52, 148), (1408, 54, 140))),
                    (600, ((200, 62, 178), (356, 54, 148), (500, 64, 170), (1060, 62, 176), (1216, 56, 150), (1376, 66, 168)))):
        for i, (x, w, h) in enumerate(jars):
            jar(c, x, y, w, h, fills[(i * 3 + y // 300) % 8], cloths[(i + y // 300) % 5], "dots" if i % 2 else "check")
    planks(c, 860, ["#a9794c", "#c99a66", "#7a5030"], n=3)
    with c.group(filter="hand"):
        # Copper pan on its trivet.
        shadow(c, 800, 905, 360, 34, .5)
        c.path("M520 640Q800 380 1080 640", stroke="#8a5a34", width=15)
        d = "M450 650H1150L1096 880Q800 930 504 880Z"
        c.shape(d, "#c97a45", .5, .3, 0)
        c.path("M500 690Q520 800 556 870", stroke="#ffd9a8", width=17, opacity=.6)
        c.ellipse(800, 650, 350, 66, "#8f4f2a")
        c.ellipse(800, 656, 326, 55, "#7d1f24")
        c.ellipse(800, 652, 326, 50, "#a3302c")
    for _ in range(46):
        a, k = c.r(0, math.tau), math.sqrt(c.r(0, .9))
        x, y, s = 800 + math.cos(a) * 310 * k, 652 + math.sin(a) * 44 * k, c.r(6, 17)
        c.ellipse(x, y, s, s * .6, c.rnd.choice(["#c2483a", "#d9705a", "#8a2226"]))
        c.ellipse(x - s * .2, y - s * .15, s * .35, s * .2, "#f4b8a0", .8)
    with c.group(filter="hand"):
        c.path("M930 640L1130 470", stroke="#8a5f3a", width=23)
        c.path("M926 634L1126 464", stroke="#c99a66", width=7)
    with c.group(filter="blur14", opacity=.5):
        for x in (700, 800, 890):
            c.path(f"M{x} 590q-50 -90 0 -170t0 -190", stroke="#fffaf0", width=28)
    for i in range(16):
        x, y = 190 + c.r(-110, 130), 960 + c.r(-40, 50)
        c.ellipse(x + 4, y + 17, 25, 8, "#3a1f1a", .3)
        c.ellipse(x, y, 25, 27, mix("#5a2a4a", "#7d3a4a", c.r(0, 1)))
        c.ellipse(x - 8, y - 9, 8, 7, "#b98aa0", .8)
    jar(c, 1250, 1000, 72, 190, "#a3301f", "#e0a54a", "check")
    jar(c, 1420, 1020, 76, 168, "#dc9632", "#66774a", "dots")
    c.glow(800, 500, 900, "#ffdfa0", .5, "soft-light")
    c.vignette("#33190f", .4)
    c.paper()
    return c


@scene
def beck_mill():
    c = Canvas(seed=173)
    sky(c, [(0, "#8db6bc"), (.3, "#cfdfcc"), (.5, "#f8e9bf"), (1, "#f8e9bf")])
    clouds(c, [(360, 130, 280, 56), (1240, 190, 300, 40)], "#fffaf0", .9, "blur4")
    with c.group(filter="rough"):
        land(c, ridge(c, 430, 22, 5), "#a9baa2", .15, .2, hue="#567470")
        land(c, ridge(c, 490, 18, 5), "#a8ad6a", .2, .2, hue="#50663f")
        wheat = [(-60, 560), (500, 520), (1000, 560), (1660, 500)]
        land(c, wheat, "#d9ac4c", .35, .35, hue="#7d5a2a")
        for i in range(46):
            x0 = -200 + i * 46
            c.path(f"M{x0} {height_at(wheat, max(0, min(1600, x0))) + 6:.0f}Q{x0 + (x0 - 800) * .1:.0f} 640 {x0 + (x0 - 800) * .35:.0f} 760", stroke="#f0cd78", width=6, opacity=.4)
        for i in range(9):
            x = 900 + i * 90 + c.r(-20, 20)
            round_tree(c, x, height_at(wheat, x) + 8, c.r(50, 80), GREEN)
    bank = [(-60, 690), (500, 700), (900, 716), (1660, 690)]
    with c.group(filter="hand"):
        land(c, bank, "#8fa056", .35, .25, hue="#38502f")
        # The mill.
        c.shape("M250 800V420H720V800Z", "#cdb592", .4, .15, 0)
        for _ in range(90):
            x, y = c.r(255, 700), c.r(430, 790)
            c.path(c.blob(x, y, c.r(14, 30), c.r(8, 14), 8, .1), c.rnd.choice(["#bda27c", "#d9c4a2", "#b0967a", "#c4ab86"]), opacity=.8)
        c.path("M250 800V420H720V800Z", c.linear([(0, "#3a1f2b", 0), (1, "#3a1f2b", .35)], 0, 0, 1, 0))
        c.shape("M218 430L330 250H640L752 430Z", "#8e4f3a", .35, .25, 30)
        for j in range(6):
            c.path(f"M{232 + j * 18} {404 - j * 29}H{738 - j * 18}", stroke="#6d3828", width=4, opacity=.55)
        c.shape("M600 420L655 330L720 420V520H600Z", "#a8774a", .3, .2)
        c.path("M584 424L655 312L738 424", stroke="#6d3828", width=17)
        c.rect(634, 420, 50, 66, "#4a3328")
        for x, y in ((320, 500), (470, 500), (320, 640)):
            c.rect(x - 6, y - 6, 82, 96, "#efe2c6")
            c.rect(x, y, 70, 84, "#4d626b")
            c.path(f"M{x + 35} {y}v84M{x} {y + 42}h70", stroke="#efe2c6", width=6)
        c.shape("M470 800V670Q470 630 515 630Q560 630 560 670V800Z", "#5f6b4a", .3, .2)
        for x, y in ((400, 800), (436, 806), (600, 804)):
            c.shape(c.blob(x, y - 26, 26, 34, 9, .06), "#e3d2ac", .35, .2)
            c.path(f"M{x - 10} {y - 58}l10 -8l10 8", stroke="#b08a5c", width=5)
    # Wheel and water.
    water = "M690 790Q860 770 1000 800Q1240 850 1660 830V1110H-40V960Q300 900 520 860Q640 830 690 790Z"
    with c.group(filter="hand"):
        c.shape(water, "#6f97a0", .4, .3, 80, hue="#1f3a4a")
    wheel_at(c, 830, 700, 190)
    with c.group(filter="hand"):
        c.shape("M700 520H900V548H700Z", "#7d5a40", .3, .3)
        c.path("M896 534Q930 540 940 600Q952 720 930 830", stroke="#e9f2ee", width=26, opacity=.85)
        c.path("M906 540Q944 560 948 640Q956 740 944 826", stroke="#ffffff", width=7, opacity=.8)
    for _ in range(60):
        x, y, s = 920 + c.rnd.gauss(0, 70), 838 + c.rnd.gauss(0, 12), c.r(6, 18)
        c.ellipse(x, y, s, s * .5, "#f6fbf8", round(c.r(.4, .9), 2))
    for _ in range(70):
        y = c.r(860, 1067)
        x = c.r(-20, 1620)
        if y > 990 - (x - 0) * .12:
            l = c.r(50, 170)
            c.path(f"M{x:.0f} {y:.0f}q{l / 4:.0f} -7 {l / 2:.0f} 0t{l / 2:.0f} 0", stroke=c.rnd.choice(["#d9ebe6", "#4f7a86", "#a9c6c6"]), width=round(c.r(2, 5), 1), opacity=.7)
    left = [(-60, 900), (200, 890), (420, 860), (520, 850), (560, 860)]
    with c.group(filter="hand"):
        c.shape("M-60 840Q300 800 560 830Q480 880 260 930Q100 960 -60 990Z", "#86994e", .4, .2)
        for _ in range(240):
            x = c.r(-30, 480)
            y = 850 + c.r(0, 1) * (110 - x * .16)
            c.path(f"M{x:.0f} {y:.0f}q-3 -20 {c.r(-10, 10):.0f} -36q6 18 8 36Z", c.rnd.choice(["#5f7a3c", "#86994e", "#b3b862"]))
        c.shape("M1180 1110Q1240 960 1660 930V1110Z", "#7f9448", .4, .2)
        for _ in range(200):
            x = c.r(1240, 1620)
            y = 1090 - (x - 1200) * .33 + c.r(0, 90)
            c.path(f"M{x:.0f} {y:.0f}q-3 -26 {c.r(-14, 14):.0f} -54q6 26 9 54Z", c.rnd.choice(["#5f7a3c", "#86994e", "#b3b862"]))
        for i in range(7):
            x = 1330 + i * 36
            c.path(f"M{x} 1020q4 -60 {c.r(-8, 12):.0f} -130", stroke="#6d7f45", width=5)
            c.path(f"M{x + 4} 900v-44", stroke="#6b4230", width=17)
        duck(c, 1080, 930, 1)
        duck(c, 1190, 965, .8)
    c.glow(1300, 60, 1100, "#fff0b8", .6, "soft-light")
    c.vignette("#2a2a10", .25)
    c.paper()
    return c


def duck(c, x, y, k):
    with c.group(transform=f"translate({x} {y}) scale({k})"):
        c.path("M-70 8q70 22 150 2", stroke="#d9ebe6", width=5, opacity=.8)
        c.shape("M-66 -10Q-50 -40 -10 -34Q40 -30 62 -8Q40 14 -10 14Q-56 12 -66 -10Z", "#f4ecd8", .35, .2)
        c.path("M-66 -12l-20 -16l8 22Z", "#e0d3b4")
        c.path("M-34 -18Q0 -30 34 -14Q10 4 -20 0Z", "#d9c8a4")
        c.path("M44 -10Q40 -50 54 -60", stroke="#f4ecd8", width=22)
        c.ellipse(58, -62, 20, 18, "#f4ecd8")
        c.path("M74 -64l24 6l-24 8Z", "#dd9f45")
        c.ellipse(63, -66, 3, 3, "#2a1a16")
