"""Mornings in the hall: the repair café and the toddler group."""

from props import *
from scenes import scene
from scenes.hall import tall_window


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
