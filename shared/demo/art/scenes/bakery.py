"""Bread, cake, dough and the oven."""

from props import *
from scenes import scene


@scene
def oven_glow():
    c = Canvas(seed=71)
    c.fill(c.linear([(0, "#2a1c22"), (.6, "#3d2823"), (1, "#2a1c1c")]))
    with c.group(filter="hand"):
        for row in range(15):
            for col in range(-1, 12):
                x, y = col * 150 + (row % 2) * 75, row * 62
                d = 1 - min(1, math.hypot(x + 70 - 1010, y + 30 - 520) / 900)
                c.rect(x + 3, y + 3, 144, 56, mix("#33222a", "#a0553a", d * c.r(.55, .85)), rx=5)
        arch = "M700 720V470Q700 250 1010 250Q1320 250 1320 470V720Z"
        c.path("M640 740V470Q640 190 1010 190Q1380 190 1380 470V740Z", "#6d3d30")
        for i in range(17):
            a = math.pi * (1 + i / 16)
            x, y = 1010 + math.cos(a) * 342, 478 + math.sin(a) * 260
            c.rect(-24, -34, 48, 68, mix("#8a4a36", "#c9774a", c.r(0, .7)), rx=5, extra=f'transform="translate({x:.0f} {y:.0f}) rotate({math.degrees(a) + 90:.0f})"')
        c.path(arch, c.radial([(0, "#fff0b8"), (.3, "#ffc257"), (.65, "#e8702c"), (1, "#7a2a1a")], cx=.5, cy=.78, r=.75))
        with c.group(clip=arch):
            c.path("M690 640Q1010 590 1330 640V730H690Z", "#b5562c")
            for x, y, r, s in ((800, 618, 62, 3), (930, 604, 66, 2), (1070, 600, 66, 1), (1206, 612, 62, 3), (860, 668, 78, 1), (1030, 664, 82, 3), (1190, 672, 76, 2)):
                loaf(c, x, y, r, "#c47a38", s, .3)
        c.shape(poly([(610, 720), (1410, 720), (1430, 770), (590, 770)]), "#8a6a58", .35, .35, 80)
        c.rect(600, 770, 820, 200, "#4a2f2a")
        for col in range(6):
            c.rect(606 + col * 136, 780, 128, 56, mix("#4a2f2a", "#8a4a36", c.r(.2, .6)), rx=5)
            c.rect(560 + col * 150, 844, 140, 56, mix("#42292a", "#7a4234", c.r(.2, .6)), rx=5)
    c.glow(1010, 560, 640, "#ff9a3c", .6)
    planks(c, 900, ["#4a3328", "#8a5a3c", "#2e1f1c"], n=4)
    c.path("M740 900L1290 900L1560 1090L420 1090Z", c.linear([(0, "#ff9d40", .55), (1, "#ff9d40", 0)]), extra='style="mix-blend-mode:screen" filter="url(#blur20)"')
    with c.group(filter="hand"):
        # Rack of loaves on the left.
        for y in (330, 500, 670, 840):
            for i in range(3):
                loaf(c, 70 + i * 128, y - 42, 60, "#8f5a34", (i + y // 100) % 3 + 1, .4)
            c.shape(poly([(-30, y), (420, y), (420, y + 20), (-30, y + 20)]), "#5f4030", .2, .4, 0)
        c.shape(poly([(396, 210), (424, 210), (424, 990), (396, 990)]), "#6b4834", .5, .2, 180)
        # The peel and the baker, edged by the fire.
        c.path("M1560 920L905 700", stroke="#c38b52", width=17)
        c.path("M1560 915L905 695", stroke="#ffd08a", width=4)
        c.shape(poly([(690, 654), (905, 674), (930, 728), (720, 706)]), "#d9a05f", .2, .3)
        baker(c, 1440, 1080)
    loaf(c, 806, 668, 78, "#d28a42", 1, .5)
    for _ in range(60):
        s = c.r(1.2, 3)
        c.ellipse(c.r(560, 1480), c.r(200, 860), s, s, "#ffe0a0", round(c.r(.2, .7), 2))
    c.vignette("#140a0c", .6)
    c.paper()
    return c


def baker(c, x, y):
    """Seen from the side, lit by the oven on his left."""
    c.shape(f"M{x - 104} {y}Q{x - 112} {y - 240} {x - 78} {y - 400}Q{x} {y - 450} {x + 84} {y - 396}Q{x + 136} {y - 220} {x + 130} {y}Z", "#5a4a4c", .5, 0)
    c.shape(f"M{x - 96} {y}Q{x - 104} {y - 200} {x - 74} {y - 330}L{x + 14} {y - 330}Q{x + 40} {y - 160} {x + 30} {y}Z", "#f0dcb8", .5, .1, 0)
    c.path(f"M{x - 66} {y - 370}Q{x - 150} {y - 300} {x - 196} {y - 258}", stroke="#776060", width=58)
    c.path(f"M{x - 160} {y - 290}L{x - 210} {y - 252}", stroke="#dca176", width=42)
    c.ellipse(x - 212, y - 250, 27, 25, "#e2a97c")
    c.shape(f"M{x - 70} {y - 520}Q{x - 92} {y - 470} {x - 78} {y - 430}Q{x - 60} {y - 396} {x - 14} {y - 396}Q{x + 46} {y - 400} {x + 52} {y - 470}Q{x + 50} {y - 540} {x - 10} {y - 544}Q{x - 60} {y - 546} {x - 70} {y - 520}Z", "#d99d70", .5, .2, 0)
    c.path(f"M{x - 86} {y - 462}l-14 14l18 6Z", "#d99d70")
    c.path(f"M{x - 82} {y - 446}Q{x - 84} {y - 390} {x - 30} {y - 376}Q{x + 34} {y - 380} {x + 50} {y - 470}L{x + 22} {y - 478}Q{x + 10} {y - 430} {x - 34} {y - 436}Q{x - 60} {y - 444} {x - 82} {y - 446}Z", "#2e1f1c")
    c.path(f"M{x - 70} {y - 486}q12 -6 22 0", stroke="#2e1f1c", width=6)
    c.ellipse(x - 58, y - 474, 5, 6, "#1d1210")
    c.shape(f"M{x - 84} {y - 506}Q{x - 92} {y - 600} {x - 20} {y - 606}Q{x + 70} {y - 600} {x + 60} {y - 500}Q{x - 10} {y - 530} {x - 84} {y - 506}Z", "#f4e6c8", .45, .1, 0)
    c.path(f"M{x - 84} {y - 508}Q{x - 10} {y - 532} {x + 60} {y - 502}", stroke="#d9c29a", width=14)
    c.path(f"M{x + 34} {y - 362}Q{x + 92} {y - 290} {x + 76} {y - 250}L{x + 8} {y - 222}", stroke="#4a3c40", width=70)
    c.path(f"M{x + 34} {y - 362}Q{x + 92} {y - 290} {x + 76} {y - 250}L{x + 12} {y - 224}", stroke="#665458", width=62)
    c.path(f"M{x + 16} {y - 226}L{x - 46} {y - 204}", stroke="#c98d64", width=42)
    c.ellipse(x - 56, y - 204, 26, 25, "#d59a6e")
    c.path(f"M{x - 66} {y - 222}q-12 8 -10 26", stroke="#ffc78a", width=6, opacity=.8)
    c.path(f"M{x - 78} {y - 396}Q{x - 110} {y - 240} {x - 102} {y - 20}", stroke="#ffc06a", width=6, opacity=.8)
    c.path(f"M{x - 86} {y - 510}Q{x - 92} {y - 590} {x - 40} {y - 603}", stroke="#ffe0a0", width=5, opacity=.9)


@scene
def bread_board():
    c = Canvas(seed=77)
    c.fill(c.linear([(0, "#d9b58a"), (.6, "#e9cda2"), (1, "#d9b58a")], 0, 0, 1, .4))
    pane = c.linear([(0, "#a9c8c6"), (.55, "#dfe7cf"), (1, "#f8e6b8")])
    window(c, 110, 60, 520, 500, pane, (2, 2), "#8a6548")
    with c.group(clip="M110 60H630V560H110Z"):
        with c.group(filter="rough"):
            c.path("M90 430Q250 360 400 410T660 400V600H90Z", "#a3b27c")
            c.path("M90 490Q300 440 660 480V600H90Z", "#8a9f62")
        for x, y, s in ((190, 490, 110), (330, 470, 96), (470, 492, 116), (590, 470, 100)):
            round_tree(c, x, y, s, TURNING, apples=8)
        c.rect(365, 60, 10, 500, "#8a6548")
        c.rect(110, 305, 520, 10, "#8a6548")
    c.shape(poly([(76, 572), (664, 572), (690, 606), (50, 606)]), "#a57c55", .3, .35, 80)
    with c.group(filter="hand"):
        jug(c, 560, 574, .8)
        # Shelf with baskets and jars.
        c.shape(poly([(860, 300), (1640, 300), (1640, 326), (860, 326)]), "#8a6548", .3, .3, 80)
        for i, (x, w, h, col) in enumerate(((950, 44, 118, "#e9d7b0"), (1060, 40, 98, "#b9773a"), (1160, 46, 124, "#efe4cc"))):
            jar(c, x, 300, w, h, col, ("#b8503a", "#66774a", "#35566b")[i], ("dots", "check", "dots")[i], False)
        c.shape("M1260 300L1290 200Q1400 170 1500 200L1530 300Z", "#c39a62", .45, .2)
        for i in range(5):
            c.path(f"M{1272 + i * 4} {280 - i * 18}Q1395 {300 - i * 20} {1520 - i * 4} {280 - i * 18}", stroke="#8a6238", width=3, opacity=.6)
        for i in range(7):
            ex = 1300 + i * 32
            c.path(f"M{ex} 210Q{ex + (i - 3) * 8} 130 {ex + (i - 3) * 18} 70", stroke="#c9a050", width=5)
            for k in range(5):
                yy = 70 + k * 15
                xx = ex + (i - 3) * (18 - k * 2.6)
                c.path(leaf(xx, yy, 20, -1.1) + leaf(xx, yy, 20, -2.0), "#dcb35c")
    planks(c, 690, ["#a9794c", "#c99a66", "#7a5030"], n=4)
    rays(c)
    shadow(c, 840, 960, 640, 60, .45, "#3a2018")
    with c.group(filter="hand"):
        c.shape("M250 880Q240 850 280 842L1340 828Q1384 830 1392 862L1400 930Q1398 962 1360 966L310 986Q262 986 258 950Z", "#b9834e", .3, .3, 70)
        c.path("M262 944Q264 976 310 976L1360 956Q1396 952 1398 926L1400 940Q1398 972 1360 976L310 996Q262 996 258 958Z", "#7d5230")
        for i in range(6):
            c.path(f"M300 {868 + i * 18}Q800 {846 + i * 18} 1370 {850 + i * 17}", stroke="#8f6238", width=2.5, opacity=.4)
        c.ellipse(1320, 896, 24, 14, "#7d5230")
    loaf(c, 1090, 690, 190, "#b06c34", 3)
    loaf(c, 560, 716, 230, "#bb7638", 1)
    cut_loaf(c, 860, 820, 1.0)
    with c.group(filter="hand"):
        c.path("M1180 936L1440 890", stroke="#5f3e2c", width=24)
        c.path("M1180 936L860 988L880 1006Q1040 1004 1186 950Z", "#c9d0d0")
        c.path("M1180 936L860 988", stroke="#f2f4f0", width=4)
    for _ in range(46):
        x, y = c.r(300, 1380), c.r(880, 1010)
        c.path(c.blob(x, y, c.r(3, 9), c.r(2, 5), 6, .3), c.rnd.choice(["#e8c48a", "#c98f4e", "#f3dcae"]))
    for _ in range(70):
        s = c.r(1, 2.8)
        c.ellipse(c.r(200, 1200), c.r(80, 820), s, s, "#fff6da", round(c.r(.3, .9), 2))
    c.glow(300, 240, 900, "#ffe2a0", .7, "soft-light")
    c.vignette("#33190f", .35)
    c.paper()
    return c


def rays(c):
    with c.group(filter="blur20", opacity=.34, blend="screen"):
        for a, b, d, e in ((140, 330, 520, 930), (380, 610, 980, 1440)):
            c.path(poly([(a, 70), (b, 70), (e, 1080), (d, 1080)]), "#ffe7ae")


def jug(c, x, y, k=1.0, colour="#e7ddc8"):
    d = f"M{x - 44 * k} {y}Q{x - 74 * k} {y - 60 * k} {x - 46 * k} {y - 118 * k}Q{x - 40 * k} {y - 140 * k} {x - 46 * k} {y - 160 * k}L{x + 50 * k} {y - 160 * k}Q{x + 38 * k} {y - 138 * k} {x + 46 * k} {y - 116 * k}Q{x + 74 * k} {y - 60 * k} {x + 44 * k} {y}Z"
    c.path(f"M{x + 44 * k} {y - 138 * k}Q{x + 104 * k} {y - 130 * k} {x + 58 * k} {y - 60 * k}", stroke=dark(colour, .15), width=12 * k)
    c.shape(d, colour, .45, .25, 20)
    c.path(f"M{x - 58 * k} {y - 84 * k}Q{x} {y - 70 * k} {x + 58 * k} {y - 84 * k}", stroke="#35566b", width=7 * k, opacity=.8)


def cut_loaf(c, x, y, k):
    """Half a loaf, its crumb to the front."""
    shadow(c, x + 20, y + 92 * k, 220 * k, 30, .45, "#2a1a16")
    d = f"M{x - 170 * k} {y + 80 * k}Q{x - 210 * k} {y - 40 * k} {x - 110 * k} {y - 96 * k}Q{x} {y - 136 * k} {x + 110 * k} {y - 96 * k}Q{x + 206 * k} {y - 40 * k} {x + 168 * k} {y + 80 * k}Q{x} {y + 112 * k} {x - 170 * k} {y + 80 * k}Z"
    c.path(d, "#8f4f28")
    with c.group(transform=f"translate({x} {y}) scale(.925 .9) translate({-x} {-y})"):
        c.path(d, "#f2dfb6")
        c.path(d, c.radial([(.5, "#d9a860", 0), (1, "#c98a44", .6)], r=.55))
    for _ in range(95):
        a, r = c.r(0, math.tau), math.sqrt(c.r(0, .86))
        px, py = x + math.cos(a) * 158 * k * r, y - 6 * k + math.sin(a) * 82 * k * r
        s = c.r(2, 12) * k * (1 if c.rnd.random() < .3 else .5)
        c.path(c.blob(px, py, s * 1.2, s * .8, 7, .25), c.rnd.choice(["#dfbf88", "#e8cd9a", "#cfa86c"]))


@scene
def hands_dough():
    c = Canvas(seed=83)
    planks(c, -30, ["#a8774a", "#c1925f", "#80552f"], h=1130, n=7)
    with c.group(filter="blur20"):
        c.path(c.blob(800, 600, 640, 360, 12, .12), "#fff4e0", opacity=.55)
    for _ in range(900):
        a, k = c.r(0, math.tau), c.rnd.gauss(.7, .3)
        s = c.r(1, 4.5)
        c.ellipse(800 + math.cos(a) * 760 * k, 600 + math.sin(a) * 430 * k, s, s * .8, "#fffaf0", round(c.r(.3, .85), 2))
    with c.group(filter="hand"):
        # Bowl, upper left.
        shadow(c, 250, 250, 250, 225, .45)
        c.ellipse(230, 220, 235, 225, "#d9cbb0")
        c.ellipse(230, 220, 210, 200, "#b9a888")
        c.path(c.blob(235, 226, 168, 160, 12, .05), "#f6ead2")
        c.path(c.blob(225, 210, 120, 110, 9, .14), "#fffaf0", opacity=.9)
        c.ellipse(230, 220, 222, 212, "none", extra='stroke="#efe4cc" stroke-width="14"')
        c.path("M30 130Q80 30 180 6", stroke="#fffaf0", width=9, opacity=.6)
        c.path("M330 130L470 10", stroke="#8a5f3a", width=26)
        c.shape("M250 214Q240 180 270 160L330 112Q350 112 352 136Q330 190 290 222Q266 232 250 214Z", "#9a6d44", .3, .3)
        # Proving basket, upper right.
        shadow(c, 1400, 260, 230, 205, .4)
        c.ellipse(1380, 235, 222, 208, "#c79c60")
        for i in range(9):
            c.ellipse(1380, 235, 214 - i * 13, 200 - i * 12.5, "none", extra=f'stroke="{"#9a7040" if i % 2 else "#e3c084"}" stroke-width="5" opacity=".8"')
        c.path(c.blob(1380, 238, 150, 138, 11, .04), "#efe3c8")
        c.path("M1250 170Q1300 260 1270 330M1330 110Q1400 220 1350 360M1430 120Q1470 240 1440 350", stroke="#d8c39a", width=5, opacity=.8)
        # Scraper and a little bowl of salt.
        shadow(c, 1390, 905, 150, 70, .35)
        c.shape("M1250 850L1500 810L1520 930L1270 968Z", "#c3ccca", .25, .4)
        c.shape("M1244 820L1496 780L1502 822L1250 862Z", "#8a5f3a", .3, .3)
        shadow(c, 190, 900, 110, 95, .4)
        c.ellipse(180, 885, 108, 102, "#6f8790")
        c.ellipse(180, 885, 90, 84, "#57707a")
        c.path(c.blob(182, 888, 72, 64, 10, .05), "#fbf6ea")
    shadow(c, 830, 680, 330, 200, .4, "#4a2a18")
    dough = c.blob(800, 600, 318, 246, 13, .035)
    c.path(dough, "#ecd6aa")
    c.path(dough, c.radial([(0, "#fff6e0", .95), (.55, "#f6e4bf", .6), (1, "#b98a52", .75)], cx=.42, cy=.36, r=.68))
    with c.group(filter="blur4"):
        c.path("M560 560Q700 470 860 520Q980 560 1040 520", stroke="#c9a26a", width=14, opacity=.6)
        c.path("M600 680Q760 610 940 660", stroke="#c9a26a", width=11, opacity=.55)
        c.path("M560 545Q700 455 860 505", stroke="#fffaf0", width=9, opacity=.8)
    with c.group(filter="hand"):
        hand(c, 560, 700, 1.0, 1, "#d9a27f", "#7d3b2e")
        hand(c, 1050, 690, 1.0, -1, "#d9a27f", "#7d3b2e")
    c.glow(260, 80, 1200, "#ffe3ae", .6, "soft-light")
    c.vignette("#33190f", .4)
    c.paper()
    return c


def hand(c, x, y, k, side, skin, sleeve):
    """A hand from above on the dough, coming from the lower edge; side 1 is the left hand."""
    with c.group(transform=f"translate({x} {y}) scale({k * side} {k}) rotate(32)"):
        c.path("M-60 470L-58 150Q-56 110 -30 96L60 96Q84 112 84 150L96 470Z", dark(skin, .3), opacity=.35, extra='transform="translate(22 14)" filter="url(#blur8)"')
        c.shape("M-58 300Q-62 170 -46 110L62 104Q86 180 92 300Z", skin, .3, .15, 0)
        c.shape("M-80 520L-76 236Q10 214 110 236L122 520Z", sleeve, .4, .2, 0)
        c.path("M-78 250Q10 228 112 250", stroke=dark(sleeve, .3), width=10, opacity=.6)
        for fx, fy, length, a, w in ((-34, 20, 128, -12, 36), (4, 4, 150, -3, 38), (42, 10, 140, 6, 36), (74, 34, 112, 16, 31)):
            with c.group(transform=f"rotate({a} {fx} {fy + 60})"):
                c.path(f"M{fx} {fy + 70}V{fy - length * .5:.0f}", stroke=dark(skin, .22), width=w + 3)
                c.path(f"M{fx - 1} {fy + 70}V{fy - length * .5:.0f}", stroke=skin, width=w)
                c.path(f"M{fx - w * .2:.0f} {fy + 30}V{fy - length * .42:.0f}", stroke=light(skin, .35), width=w * .28, opacity=.6)
                c.path(f"M{fx - 8} {fy - length * .06:.0f}q8 5 16 0", stroke=dark(skin, .3), width=3, opacity=.6)
                c.ellipse(fx, fy - length * .55, w * .26, w * .32, light(skin, .45), .85)
        c.path("M-44 96Q-128 70 -120 -6Q-118 -26 -102 -26Q-86 -24 -84 0Q-76 34 -38 40Z", skin)
        c.path("M-102 -20Q-92 28 -50 50", stroke=light(skin, .3), width=8, opacity=.5)
        c.shape("M-52 60Q-52 20 20 26Q92 26 94 70Q90 140 64 176Q10 190 -40 172Q-62 120 -52 60Z", skin, .28, .2, 60)
        for kx in (-30, 6, 42, 72):
            c.path(f"M{kx - 9} 38q9 -8 18 0", stroke=dark(skin, .25), width=3.5, opacity=.6)
        for _ in range(26):
            c.ellipse(c.r(-50, 90), c.r(-60, 160), c.r(2, 7), c.r(2, 5), "#fffaf0", round(c.r(.3, .8), 2))


@scene
def windfall_cake():
    c = Canvas(seed=91)
    c.fill(c.linear([(0, "#5d7468"), (.7, "#7f917c"), (1, "#8a9a80")]))
    with c.group(filter="blur14"):
        for _ in range(26):
            x, y = c.r(-40, 1640), c.r(-40, 560)
            c.ellipse(x, y, c.r(30, 90), c.r(30, 80), c.rnd.choice(["#6b8370", "#90a287", "#526a5c", "#b3b88e"]), .5)
    planks(c, 720, ["#b58a5c", "#d3aa78", "#8a6038"], n=4)
    cloth = "M-40 880Q200 790 520 800Q900 815 1120 900Q1010 1010 700 1110H-40Z"
    with c.group(filter="hand"):
        c.shape(cloth, "#f3e8d2", .3, .2)
        with c.group(clip=cloth):
            for i in range(16):
                c.path(f"M{-200 + i * 110} 760Q{-100 + i * 110} 900 {-260 + i * 110} 1120", stroke="#b8503a" if i % 2 else "#35566b", width=9 if i % 2 else 5, opacity=.65)
            c.path("M120 860Q320 900 300 1080M520 830Q600 940 520 1090M860 850Q820 950 900 1040", stroke="#cdb991", width=8, opacity=.5)
    shadow(c, 760, 930, 330, 44, .5)
    with c.group(filter="hand"):
        c.shape("M640 930Q700 910 712 800L808 800Q820 910 880 930Q760 962 640 930Z", "#e9e3d4", .45, .2, 10)
        c.ellipse(760, 800, 410, 74, "#cfc6b0")
        c.ellipse(760, 788, 410, 72, "#f4efe2")
        c.ellipse(760, 788, 410, 72, c.linear([(0, "#fff", .4), (1, "#6b5a4a", .35)], 0, 0, 1, .3))
    cake(c, 760, 766)
    with c.group(filter="hand"):
        # The slice on its plate.
        shadow(c, 1270, 1000, 250, 36, .45)
        c.ellipse(1260, 970, 262, 62, "#b9c3bf")
        c.ellipse(1260, 962, 262, 60, "#eaf0ea")
        c.ellipse(1260, 962, 190, 42, "#d9e2dc")
        c.path("M1090 954L1410 900L1424 968L1130 1000Z", "#dca95c")
        c.path("M1090 954L1410 900L1402 776L1070 850Z", "#e9bf78")
        crumb(c, [(1090, 950), (1408, 898), (1402, 790), (1074, 858)])
        c.shape("M1062 858Q1220 790 1408 764Q1424 786 1410 800Q1240 836 1080 880Z", "#8f4f26", .2, .35)
        c.path("M1500 900L1330 1010", stroke="#c3ccca", width=13)
        c.path("M1330 1010l-34 10M1330 1010l-26 24M1330 1010l-12 30", stroke="#c3ccca", width=6)
    for x, y, s, col in ((190, 800, 92, "#a8b05a"), (350, 862, 84, "#bf4a30"), (130, 930, 78, "#cf7a3c"), (1480, 760, 88, "#b5452e")):
        shadow(c, x + 14, y + s * .84, s * .95, s * .2, .5)
        apple(c, x, y, s, col)
    for x, y in ((470, 950), (520, 978), (430, 1000)):
        c.path(c.blob(x, y, 34, 13, 9, .1), "#f4e8c2")
        c.path(f"M{x - 32} {y - 4}Q{x} {y - 20} {x + 32} {y - 4}", stroke="#b5452e", width=6)
    c.glow(420, 60, 1100, "#ffe2a2", .75, "soft-light")
    c.vignette("#1f2018", .4)
    c.paper()
    return c


def crumb(c, corners):
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    for i in range(60):
        u, v = c.r(.04, .96), c.r(.06, .94)
        x = (x0 + (x1 - x0) * u) * (1 - v) + (x3 + (x2 - x3) * u) * v
        y = (y0 + (y1 - y0) * u) * (1 - v) + (y3 + (y2 - y3) * u) * v
        if i % 4 == 0:
            c.path(c.blob(x, y, c.r(14, 26), c.r(7, 12), 7, .2), c.rnd.choice(["#f6e6b4", "#f1dc9c", "#f8eecb"]))
        else:
            c.ellipse(x, y, c.r(2, 6), c.r(1.5, 4), c.rnd.choice(["#c98d44", "#f6dda6", "#b5763a"]), .7)


def cake(c, x, y):
    """A deep round cake with a wedge gone towards us."""
    rx, ry, h = 330, 66, 220
    side = f"M{x - rx} {y - h}V{y - 8}Q{x - rx * .9} {y + ry * .7} {x - 40} {y + ry * .95}V{y - h + 40}Z"
    side2 = f"M{x + rx} {y - h}V{y - 8}Q{x + rx * .95} {y + ry * .45} {x + 210} {y + ry * .72}V{y - h + 40}Z"
    with c.group(filter="hand"):
        c.path(f"M{x - 40} {y + ry * .95}L{x + 20} {y - 20}L{x + 210} {y + ry * .72}V{y - h + ry * .7}L{x + 20} {y - h - 10}L{x - 40} {y - h + ry}Z", "#b5793c")
        c.path(f"M{x - 40} {y + ry * .95}L{x + 20} {y - 14}V{y - h - 6}L{x - 40} {y - h + ry * .9}Z", "#e3b468")
        c.path(f"M{x + 20} {y - 14}L{x + 210} {y + ry * .72}V{y - h + ry * .7}L{x + 20} {y - h - 6}Z", "#efc987")
        crumb(c, [(x + 26, y - 20), (x + 206, y + 40), (x + 206, y - h + 52), (x + 26, y - h + 8)])
        crumb(c, [(x - 38, y + 54), (x + 16, y - 20), (x + 16, y - h + 8), (x - 38, y - h + 66)])
        c.shape(side, "#c98a48", .35, .3, 0)
        c.shape(side2, "#b5743a", .5, .1, 0)
        top = f"M{x + 20} {y - h - 8}L{x - 40} {y - h + ry}Q{x - rx * .8} {y - h + ry * .8} {x - rx} {y - h}Q{x - rx * .86} {y - h - ry * 1.5} {x} {y - h - ry * 1.5}Q{x + rx * .9} {y - h - ry * 1.5} {x + rx} {y - h}Q{x + rx * .9} {y - h + ry * .55} {x + 210} {y - h + ry * .76}Z"
        c.shape(top, "#a8622e", .3, .45, 70)
    with c.group(clip=top):
        for _ in range(520):
            a, k = c.r(0, math.tau), math.sqrt(c.r(0, 1))
            px, py = x + math.cos(a) * rx * k, y - h - 18 + math.sin(a) * ry * 1.4 * k
            s = c.r(2, 6)
            c.path(f"M{px:.0f} {py:.0f}l{s:.1f} {-s * .7:.1f}l{s:.1f} {s * .5:.1f}l{-s:.1f} {s * .7:.1f}Z", c.rnd.choice(["#e9b866", "#f8dd9c", "#8a4a22", "#d39a4c", "#fff0c4"]))
        for _ in range(9):
            px, py = x + c.r(-270, 270), y - h - c.r(-20, 80)
            c.path(f"M{px:.0f} {py:.0f}q{c.r(20, 60):.0f} {c.r(-14, 14):.0f} {c.r(60, 110):.0f} {c.r(-8, 8):.0f}", stroke="#6d3519", width=4, opacity=.7)
