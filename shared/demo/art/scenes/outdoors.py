"""The market and the hens."""

from props import *
from scenes import scene
from scenes.orchard import basket, crate, house


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
