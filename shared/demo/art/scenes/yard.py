"""The press, the store, the market, the hens, the mill, and the map."""

from props import *
from scenes import scene
from scenes.orchard import basket, crate, house


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
def market_stall():
    c = Canvas(seed=157)
    sky(c, [(0, "#8fbcc4"), (.3, "#cfe0d2"), (.55, "#f6ecd0"), (1, "#f6ecd0")])
    clouds(c, [(250, 120, 260, 50), (1380, 170, 260, 44)], "#fffaf0", .9, "blur4")
    with c.group(filter="rough"):
        land(c, ridge(c, 500, 20, 5), "#a9bba4", .15, .2, hue="#567470")
        land(c, ridge(c, 560, 18, 5), "#98a870", .2, .2, hue="#48664c")
    with c.group(filter="hand"):
        house(c, 190, 720, 1.9)
        c.shape("M1290 720V480H1640V720Z", "#c9a07a", .3, .1)
        c.shape("M1250 490L1330 360H1660V490Z", "#8e4a36", .3, .25)
        c.rect(1400, 560, 90, 160, "#5f6b4a")
        c.rect(1530, 560, 70, 76, "#f4e3b0")
    c.path("M-40 716H1640V1110H-40Z", c.linear([(0, "#cdb892"), (1, "#a48c68")]))
    for _ in range(150):
        x, y = c.r(-20, 1620), c.r(726, 1067)
        c.path(c.blob(x, y, c.r(14, 44), c.r(4, 11), 7, .15), c.rnd.choice(["#d9c8a4", "#b9a27c", "#a8906c"]), opacity=.5)
    with c.group(filter="hand"):
        person(c, 250, 900, 300, "#35566b", SKINS[2], "#2a1c1a", scarf="#e0b04f", face=1, arm=(.3, .5))
        person(c, 172, 905, 170, "#b8503a", SKINS[2], "#2a1c1a", hat="#e0b04f", face=1)
    shadow(c, 820, 985, 620, 36, .4)
    with c.group(filter="hand"):
        for x in (330, 1310):
            c.shape(poly([(x - 13, 980), (x - 13, 300), (x + 13, 300), (x + 13, 980)]), "#7d5a40", .4, .3, 0)
        # Awning.
        n = 12
        for i in range(n):
            x0, x1 = 400 + i * 840 / n, 400 + (i + 1) * 840 / n
            b0, b1 = 250 + i * 1140 / n, 250 + (i + 1) * 1140 / n
            col = "#b8503a" if i % 2 == 0 else "#f6ead0"
            c.path(poly([(x0, 130), (x1, 130), (b1, 330), (b0, 330)]), col)
            m = (b0 + b1) / 2
            c.path(f"M{b0} 328H{b1}V366Q{m} 412 {b0} 366Z", dark(col, .1))
        c.path("M400 130H1240L1390 330H250Z", c.linear([(0, "#fff4d0", .3), (.5, "#fff4d0", 0), (1, "#3a1f2b", .28)], 0, 0, .3, 1))
        c.path("M396 130H1244", stroke="#7d5a40", width=14)
    c.path("M330 340H1310V560H330Z", c.linear([(0, "#3a1f2b", .3), (1, "#3a1f2b", 0)]))
    bunting(c, 336, 404, 1306, 404, 34, 17, 36)
    with c.group(filter="hand"):
        person(c, 880, 820, 360, "#66774a", SKINS[0], "#b9b0a4", hat="#e9d3a0", face=-1)
        c.shape("M822 600Q880 586 938 600L950 760H810Z", "#f3e6c8", .3, .1)
        # Table with cloth.
        c.shape(poly([(290, 700), (1350, 700), (1390, 760), (250, 760)]), "#b98a56", .2, .35, 85)
        cloth = "M250 756H1390V950Q1350 972 1304 952Q1260 974 1214 954Q1168 976 1122 956Q1076 976 1030 956Q984 976 938 956Q892 976 846 956Q800 976 754 956Q708 976 662 956Q616 976 570 956Q524 976 478 956Q432 974 386 954Q340 972 294 952Q270 962 250 952Z"
        c.shape(cloth, "#f1e3c4", .4, .15, 80)
        with c.group(clip=cloth):
            for i in range(30):
                c.path(f"M{258 + i * 39} 756V980", stroke="#66774a", width=13, opacity=.35)
            for j in range(6):
                c.path(f"M240 {778 + j * 39}H1400", stroke="#66774a", width=13, opacity=.35)
        c.shape("M640 800H1000V900H640Z", "#3f4a3c", .2, .1)
        c.ellipse(690, 850, 28, 27, "#b8503a")
        c.path(leaf(694, 824, 30, -.6), "#9aa66a")
        c.path("M740 838h220M740 862h150", stroke="#f4ead0", width=8, opacity=.9)
    for i, (x, fruit) in enumerate(((380, ("#b8402c", "#cf5a35")), (556, ("#9aa04e", "#b9b35a")))):
        crate(c, x, 752, .92, i, fruit=fruit)
    with c.group(filter="hand"):
        leeks(c, 715, 745)
    crate(c, 1262, 752, .9, 9, fruit=("#dca94a", "#c98a3c", "#e3bd62"))
    with c.group(filter="hand"):
        c.shape("M880 750L900 668H1130L1150 750Z", "#b98a50", .4, .2)
        for i in range(6):
            c.path(f"M{884 + i * 3} {740 - i * 13}H{1146 - i * 3}", stroke="#8a6238", width=3, opacity=.6)
    for x, y, r, s in ((940, 654, 50, 2), (1090, 654, 50, 1), (1015, 640, 54, 3)):
        loaf(c, x, y, r, "#b9743a", s, .4)
    basket(c, 1480, 985, 1.1)
    with c.group(filter="hand"):
        hen(c, 500, 1046, .62, "#a9582f", -1)
    c.glow(240, 80, 1100, "#ffe6a8", .65, "soft-light")
    c.vignette("#33210f", .25)
    c.paper()
    return c


def leeks(c, x, y):
    for i in range(7):
        bx = x - 60 + i * 19
        c.path(f"M{bx} {y}L{bx + (i - 3) * 3} {y - 90}", stroke="#f2eeda", width=17)
        c.path(f"M{bx + (i - 3) * 3} {y - 86}Q{bx + (i - 3) * 7} {y - 130} {bx + (i - 3) * 15} {y - 176}", stroke="#7f9a58", width=17)
        c.path(f"M{bx + (i - 3) * 3} {y - 90}Q{bx + (i - 3) * 10} {y - 130} {bx + (i - 3) * 23} {y - 160}", stroke="#56754a", width=10)
        c.path(f"M{bx} {y}l-4 12M{bx} {y}l5 13", stroke="#d9d0ae", width=3)
    c.path(f"M{x - 76} {y - 50}Q{x} {y - 36} {x + 74} {y - 50}", stroke="#c98f3c", width=8)


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
def hens():
    c = Canvas(seed=167)
    sky(c, [(0, "#93bcc0"), (.3, "#d6e3d0"), (.55, "#f6ecc8"), (1, "#f6ecc8")])
    clouds(c, [(1200, 140, 300, 50), (380, 190, 260, 36)], "#fffaf0", .9, "blur4")
    with c.group(filter="rough"):
        land(c, ridge(c, 480, 20, 5), "#a9bba0", .15, .2, hue="#567470")
        mid = [(-60, 600), (500, 580), (1000, 604), (1660, 570)]
        land(c, mid, "#9fb068", .25, .25, hue="#45603e")
    for x, s in ((80, 240), (930, 210), (1150, 250), (1420, 280)):
        apple_tree(c, x, height_at(mid, x) + 30, s, GREEN, apples=24, density=1)
    ground = [(-60, 720), (500, 742), (1000, 724), (1660, 740)]
    with c.group(filter="hand"):
        land(c, ground, "#8ba052", .4, .25, hue="#2f4630")
        grass(c, ground, 1100, ["#64803f", "#86a04c", "#aebb60", "#d6cf80"], 32, 330)
        henhouse(c, 480, 800)
    birds = [(880, 830, .62, "#f1e6d2", -1, True, False), (1160, 850, .72, "#8a4a2c", 1, False, True), (250, 1000, .9, "#3f3a3a", 1, True, True), (1420, 930, .9, "#c98a4a", -1, True, False)]
    for x, y, k, col, f, p, sp in birds:
        shadow(c, x + 10, y + 2, 100 * k, 13 * k, .35)
        with c.group(filter="hand"):
            hen(c, x, y, k, col, f, p, sp)
    shadow(c, 790, 1020, 190, 24, .4)
    with c.group(filter="hand"):
        hen(c, 780, 1020, 1.75, "#a9522c", 1, False, True)
    for x, k in ((1080, .5), (1150, .46), (1210, .5)):
        chick(c, x, 1030, k)
    for _ in range(40):
        x, y = c.r(560, 1300), c.r(1010, 1060)
        c.ellipse(x, y, 4, 3, "#f0d070")
    near = [(-60, 1040), (500, 1050), (1100, 1046), (1660, 1036)]
    with c.group(filter="hand"):
        grass(c, near, 260, ["#56733a", "#7a9646"], 54, 40)
        flowers(c, [(-60, 860), (1660, 860)], 60, ["#fffaf0", "#f7dc8a", "#e9b49a"], 200, 6)
    c.glow(200, 60, 1100, "#fff0b8", .65, "soft-light")
    c.vignette("#33330f", .22)
    c.paper()
    return c


def henhouse(c, x, y):
    shadow(c, x + 30, y + 6, 300, 26, .4)
    for sx in (-190, 170):
        c.rect(x + sx, y - 70, 22, 74, "#5f4432")
    c.shape(poly([(x - 220, y - 60), (x - 220, y - 270), (x + 220, y - 270), (x + 220, y - 60)]), "#a9462f", .4, .2, 10)
    for i in range(11):
        c.path(f"M{x - 200 + i * 40} {y - 268}V{y - 62}", stroke="#7d3020", width=4, opacity=.7)
    c.shape(poly([(x - 250, y - 262), (x - 150, y - 370), (x + 150, y - 370), (x + 250, y - 262)]), "#6d7a72", .4, .3, 30)
    c.rect(x - 150, y - 230, 90, 76, "#f4ead0")
    c.rect(x - 142, y - 222, 74, 60, "#3d4a50")
    c.path(f"M{x - 105} {y - 222}v60", stroke="#f4ead0", width=6)
    c.path(f"M{x + 20} {y - 62}V{y - 160}Q{x + 20} {y - 200} {x + 62} {y - 200}Q{x + 104} {y - 200} {x + 104} {y - 160}V{y - 62}Z", "#2f2220")
    c.shape(poly([(x + 16, y - 66), (x + 108, y - 66), (x + 250, y + 30), (x + 158, y + 34)]), "#b98a56", .3, .3)
    for i in range(6):
        t = (i + .6) / 6.4
        c.path(f"M{x + 18 + 140 * t:.0f} {y - 62 + 96 * t:.0f}L{x + 108 + 140 * t:.0f} {y - 64 + 94 * t:.0f}", stroke="#7d5a38", width=7)


def chick(c, x, y, k):
    c.ellipse(x, y - 46 * k, 44 * k, 40 * k, "#efc65a")
    c.ellipse(x + 30 * k, y - 88 * k, 28 * k, 26 * k, "#f3d070")
    c.path(f"M{x + 54 * k} {y - 90 * k}l{18 * k} {6 * k}l{-18 * k} {7 * k}Z", "#d9793a")
    c.ellipse(x + 38 * k, y - 94 * k, 4.5 * k, 4.5 * k, "#2a1a16")
    c.path(f"M{x - 24 * k} {y - 56 * k}q{20 * k} {26 * k} {44 * k} {6 * k}", stroke="#d9a53e", width=6 * k)
    c.path(f"M{x - 8 * k} {y - 10 * k}v{14 * k}M{x + 12 * k} {y - 10 * k}v{14 * k}", stroke="#d9793a", width=5 * k)


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


def wheel_at(c, x, y, r):
    with c.group(filter="hand"):
        c.ellipse(x, y, r, r, "none", extra='stroke="#5f4230" stroke-width="22"')
        c.ellipse(x, y, r * .8, r * .8, "none", extra='stroke="#6f4f38" stroke-width="13"')
        for i in range(18):
            a = i * math.tau / 18
            x0, y0 = x + math.cos(a) * r * .8, y + math.sin(a) * r * .8
            x1, y1 = x + math.cos(a + .1) * r * 1.08, y + math.sin(a + .1) * r * 1.08
            c.path(f"M{x0:.0f} {y0:.0f}L{x1:.0f} {y1:.0f}", stroke="#7d5a40", width=15)
            if i % 3 == 0:
                c.path(f"M{x} {y}L{x0:.0f} {y0:.0f}", stroke="#5f4230", width=15)
        c.ellipse(x - 2, y - 3, r, r, "none", extra='stroke="#b08a62" stroke-width="5" opacity=".7"')
        c.ellipse(x, y, 26, 26, "#4a3328")
        c.ellipse(x, y, 11, 11, "#b08a62")


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


@scene
def village_map():
    c = Canvas(seed=179)
    c.fill("#f0e2c0")
    with c.group(filter="rough"):
        for x, y, rx, ry, col in ((300, 260, 520, 330, "#d5d2a0"), (1250, 240, 560, 320, "#dbd3a2"), (300, 880, 520, 300, "#d9d6a8"), (1300, 900, 520, 320, "#d0cf9c")):
            c.path(c.blob(x, y, rx, ry, 14, .08), col)
        bank = c.blob(560, 300, 470, 236, 16, .05)
        c.path(bank, "#a9b46c")
        c.path(bank, c.linear([(0, "#fff4c8", .4), (1, "#3b5040", .3)]))
    with c.group(filter="hand"):
        for i in range(14):
            a = math.tau * i / 14
            c.path(f"M{560 + math.cos(a) * 430:.0f} {300 + math.sin(a) * 210:.0f}l{math.cos(a) * 24:.0f} {math.sin(a) * 20:.0f}", stroke="#7d8a4c", width=5, opacity=.6)
        # The beck.
        beck = "M-40 700Q200 640 420 690T820 650T1180 590T1640 640"
        c.path(beck, stroke="#5f8f9c", width=54)
        c.path(beck, stroke="#8ab4b8", width=40)
        c.path(beck, stroke="#d3e6e0", width=4, opacity=.8)
        # Lanes.
        for d, w in (("M1640 930Q1300 860 1060 880T640 850T300 900T-40 860", 44), ("M1060 880Q1000 740 1020 620Q1040 480 960 380", 34), ("M640 850Q660 760 610 690Q590 640 600 560", 26), ("M1300 895Q1330 760 1310 590Q1300 420 1360 260T1640 60", 34)):
            c.path(d, stroke="#c9ac7a", width=w + 8)
            c.path(d, stroke="#f6ecd2", width=w)
        for x, y, a in ((1014, 630, -8), (602, 690, 0), (1313, 606, 4)):
            c.shape(poly([(x - 36, y - 40), (x + 36, y - 40), (x + 36, y + 30), (x - 36, y + 30)]), "#b9a082", .3, .2)
            c.path(f"M{x - 36} {y - 40}v70M{x + 36} {y - 40}v70", stroke="#7d6650", width=8)
    for row in range(5):
        for i in range(9 - abs(row - 2)):
            x = 300 + i * 72 + (row % 2) * 36 + abs(row - 2) * 30
            round_tree(c, x, 210 + row * 66, 66, GREEN if (i + row) % 4 else TURNING, apples=5)
    for i in range(15):
        a = math.pi * (1.02 + i * .062)
        x, y = 560 + math.cos(a) * 480, 300 + math.sin(a) * 246
        round_tree(c, x, y + 26, 52, ["#1f3a2c", "#2c4a36", "#3f5f42", "#57764e", "#7f9a60"])
    with c.group(filter="hand"):
        house(c, 980, 380, 1.25)
        barn(c, 800, 520)
        village_hall(c, 420, 972, .5, night=False)
        mini_mill(c, 1180, 560)
        church(c, 1450, 800)
        for x, y, k in ((760, 830, .62), (900, 840, .55), (190, 774, .6), (96, 800, .5), (1080, 920, .6)):
            house(c, x, y + 60, k * 1.0)
        for x in (640, 690, 740):
            hive(c, x - 90, 190, .3, ("#f4ecd9", "#dfe4d2", "#f2dfc0")[(x // 50) % 3])
        bus(c, 1380, 946)
        c.path("M1236 900V800", stroke="#5b4437", width=9)
        c.shape("M1210 770h54v46h-54Z", "#35566b", .2, .2)
        c.path("M1222 786h30M1222 800h20", stroke="#f6ecd2", width=5)
        compass(c, 1470, 190)
        frame(c)
    label = lambda x, y, t, s=34: c.add(f'<text x="{x}" y="{y}" font-family="C059, serif" font-style="italic" font-size="{s}" fill="#4a2f26" text-anchor="middle" stroke="#f6ecd2" stroke-width="7" paint-order="stroke" stroke-linejoin="round">{t}</text>')
    label(560, 112, "the orchard", 44)
    label(990, 444, "bakery &amp; shop")
    label(812, 580, "press barn", 30)
    label(420, 1008, "village hall")
    label(1196, 640, "Beck Mill", 32)
    label(1450, 838, "St Oswald’s", 28)
    label(1384, 1004, "bus 58", 28)
    label(206, 642, "Hollin Beck", 30)
    label(860, 946, "Mill Lane", 28)
    label(196, 180, "holly hedge", 28)
    c.add('<text x="1190" y="140" font-family="C059, serif" font-size="62" fill="#9c3d2a" text-anchor="middle" letter-spacing="3">KELDERBY</text>')
    label(1190, 186, "and Hollin Bank", 34)
    c.vignette("#5a3a1a", .3)
    c.paper()
    return c


def barn(c, x, y):
    c.shape(poly([(x - 74, y), (x - 74, y - 60), (x + 74, y - 60), (x + 74, y)]), "#8a5f44", .35, .15, 0)
    c.shape(poly([(x - 86, y - 56), (x - 50, y - 108), (x + 50, y - 108), (x + 86, y - 56)]), "#6d4a42", .3, .25, 20)
    c.path(f"M{x - 24} {y}v-46h48v46", "#3a2620")


def mini_mill(c, x, y):
    c.shape(poly([(x - 60, y), (x - 60, y - 76), (x + 50, y - 76), (x + 50, y)]), "#cdb592", .35, .1, 0)
    c.shape(poly([(x - 72, y - 72), (x - 36, y - 124), (x + 26, y - 124), (x + 62, y - 72)]), "#8e4f3a", .3, .25, 20)
    wheel_at(c, x + 66, y - 6, 36)


def church(c, x, y):
    c.shape(poly([(x - 90, y), (x - 90, y - 62), (x + 40, y - 62), (x + 40, y)]), "#cbbd9e", .35, .1, 0)
    c.shape(poly([(x - 98, y - 58), (x - 74, y - 102), (x + 30, y - 102), (x + 46, y - 58)]), "#6d7478", .3, .25, 20)
    c.shape(poly([(x + 30, y), (x + 30, y - 140), (x + 92, y - 140), (x + 92, y)]), "#d6c9aa", .35, .1, 0)
    c.path(f"M{x + 28} {y - 138}v-16h14v10h12v-10h14v10h12v-10h14v16Z", "#d6c9aa")
    c.ellipse(x + 61, y - 104, 13, 13, "#f6ecd2")
    c.path(f"M{x - 60} {y - 14}v-22q8 -14 16 0v22M{x - 20} {y - 14}v-22q8 -14 16 0v22", "#4d626b")


def bus(c, x, y):
    c.shape(f"M{x - 76} {y}V{y - 62}Q{x - 76} {y - 76} {x - 62} {y - 76}H{x + 62}Q{x + 80} {y - 74} {x + 82} {y - 40}V{y}Z", "#a9462f", .3, .3)
    for i in range(4):
        c.rect(x - 64 + i * 34, y - 62, 26, 26, "#e6f0ea", rx=4)
    c.path(f"M{x - 76} {y - 24}H{x + 82}", stroke="#f6ecd2", width=6)
    for wx in (-42, 44):
        c.ellipse(x + wx, y, 16, 16, "#2a2226")
        c.ellipse(x + wx, y, 6, 6, "#b9b0a4")


def compass(c, x, y):
    c.ellipse(x, y, 74, 74, "#f6ecd2")
    c.ellipse(x, y, 74, 74, "none", extra='stroke="#9c3d2a" stroke-width="4"')
    c.ellipse(x, y, 62, 62, "none", extra='stroke="#9c3d2a" stroke-width="1.500"')
    c.path(f"M{x} {y - 56}L{x + 13} {y}L{x} {y + 56}L{x - 13} {y}Z", "#4a2f26")
    c.path(f"M{x} {y - 56}L{x + 13} {y}H{x - 13}Z", "#9c3d2a")
    c.path(f"M{x - 56} {y}L{x} {y - 10}L{x + 56} {y}L{x} {y + 10}Z", "#b98a56", opacity=.8)
    c.add(f'<text x="{x}" y="{y - 84}" font-family="C059, serif" font-size="34" fill="#9c3d2a" text-anchor="middle">N</text>')


def frame(c):
    c.path("M0 0H1600V1067H0Z", stroke="#f0e2c0", width=56)
    c.path("M28 28H1572V1039H28Z", stroke="#9c3d2a", width=7)
    c.path("M44 44H1556V1023H44Z", stroke="#9c3d2a", width=2)
