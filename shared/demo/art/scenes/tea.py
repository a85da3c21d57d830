"""Parkin by a rainy window."""

from props import *
from scenes import scene


@scene
def parkin_window():
    c = Canvas(seed=97)
    c.fill("#8a6a50")
    pane = c.linear([(0, "#7d939b"), (.5, "#a9b5ad"), (1, "#c3c0a4")])
    window(c, 150, -40, 1300, 700, pane, (3, 2), "#e9dcc4")
    with c.group(clip="M150 -40H1450V660H150Z"):
        with c.group(filter="blur4"):
            c.path("M100 420Q420 330 760 400T1500 360V700H100Z", "#8fa08c")
            c.path("M100 500Q500 430 900 500T1500 470V700H100Z", "#75895f")
            for x, y, s in ((300, 560, 210), (620, 540, 170), (940, 570, 220), (1280, 545, 190)):
                round_tree(c, x, y, s, TURNING)
            c.path("M100 600Q700 560 1500 604V700H100Z", "#64784f")
        for _ in range(150):
            x, y, l = c.r(150, 1450), c.r(-40, 650), c.r(16, 60)
            c.path(f"M{x:.0f} {y:.0f}l{-l * .16:.0f} {l:.0f}", stroke="#eef3f2", width=round(c.r(1.2, 3), 1), opacity=round(c.r(.2, .6), 2))
        for _ in range(80):
            x, y, s = c.r(150, 1450), c.r(0, 650), c.r(3, 9)
            c.path(f"M{x:.0f} {y - s * 1.6:.0f}Q{x + s:.0f} {y:.0f} {x:.0f} {y + s:.0f}Q{x - s:.0f} {y:.0f} {x:.0f} {y - s * 1.6:.0f}Z", "#f4f8f6", opacity=.6)
        for bx in (583, 1016):
            c.rect(bx - 9, -40, 18, 700, "#e9dcc4")
        c.rect(150, 300, 1300, 18, "#e9dcc4")
    for side in (0, 1):
        d = "M-40 -40H230Q210 240 120 470Q60 560 -40 600Z" if not side else "M1640 -40H1370Q1390 240 1480 470Q1540 560 1640 600Z"
        with c.group(filter="hand"):
            c.shape(d, "#b8583f", .4, .2, 0 if side else 180)
            for i in range(5):
                x = (20 + i * 42) if not side else (1580 - i * 42)
                to = (-20 + i * 26) if not side else (1620 - i * 26)
                c.path(f"M{x} -40Q{x} 260 {to} 520", stroke="#8a3a2a", width=6, opacity=.45)
    c.shape(poly([(-40, 680), (1640, 680), (1640, 760), (-40, 760)]), "#e3d2b2", .3, .3, 85)
    planks(c, 758, ["#9a6d46", "#b98a5e", "#6f4a2c"], n=4)
    with c.group(filter="hand"):
        teapot(c, 430, 900)
        tin(c, 1240, 900)
        shadow(c, 820, 985, 330, 40, .5)
        c.ellipse(810, 962, 330, 70, "#4f6d7d")
        c.ellipse(810, 952, 330, 68, "#dfe3da")
        c.ellipse(810, 952, 240, 46, "#c9d1cb")
        c.path("M520 944q30 40 120 56M1100 944q-30 42 -120 58", stroke="#4f6d7d", width=5, opacity=.8)
        for x, y in ((700, 940), (850, 950), (950, 930), (770, 878), (890, 872), (828, 812)):
            parkin(c, x, y)
        mug(c, 190, 990)
    for i, x in enumerate((196, 330)):
        with c.group(filter="blur8", opacity=.6):
            y = 850 if i == 0 else 690
            c.path(f"M{x} {y}q-40 -60 0 -110t0 -120", stroke="#fff8ec", width=17)
    c.glow(800, 300, 900, "#f4f1dc", .4, "soft-light")
    c.glow(820, 900, 620, "#ffc878", .55, "soft-light")
    c.vignette("#241812", .4)
    c.paper()
    return c


def parkin(c, x, y):
    c.path(f"M{x - 66} {y - 20}L{x - 60} {y + 34}L{x + 12} {y + 52}L{x + 12} {y - 6}Z", "#4f2a1c")
    c.path(f"M{x + 12} {y - 6}L{x + 12} {y + 52}L{x + 74} {y + 26}L{x + 76} {y - 26}Z", "#633622")
    c.shape(f"M{x - 66} {y - 20}L{x + 2} {y - 42}L{x + 76} {y - 26}L{x + 12} {y - 4}Z", "#83492a", .2, .4)
    for _ in range(16):
        c.ellipse(x + c.r(-50, 60), y + c.r(-34, 36), c.r(1.5, 4), c.r(1, 3), c.rnd.choice(["#b97a46", "#3a1d14", "#d9a05f"]), .7)
    c.path(f"M{x - 40} {y - 26}Q{x} {y - 38} {x + 40} {y - 29}", stroke="#f0c890", width=4, opacity=.6)


def teapot(c, x, y):
    shadow(c, x + 10, y + 6, 180, 26, .5)
    c.path(f"M{x + 120} {y - 120}Q{x + 210} {y - 130} {x + 226} {y - 210}", stroke="#5a3526", width=32)
    c.path(f"M{x - 120} {y - 160}Q{x - 226} {y - 150} {x - 120} {y - 46}", stroke="#5a3526", width=24)
    c.shape(f"M{x - 130} {y - 40}Q{x - 150} {y - 190} {x} {y - 210}Q{x + 150} {y - 190} {x + 130} {y - 40}Q{x + 100} {y + 4} {x} {y + 4}Q{x - 100} {y + 4} {x - 130} {y - 40}Z", "#6b3f2c", .4, .3)
    d = f"M{x - 138} {y - 40}Q{x - 156} {y - 250} {x} {y - 258}Q{x + 156} {y - 250} {x + 138} {y - 40}Q{x} {y - 14} {x - 138} {y - 40}Z"
    c.shape(d, "#d9a04a", .45, .25)
    with c.group(clip=d):
        for j in range(9):
            yy = y - 250 + j * 26
            col = ("#b8503a", "#d9a04a", "#35566b", "#e9d3a0")[j % 4]
            c.path(f"M{x - 170} {yy}Q{x} {yy + 34} {x + 170} {yy}", stroke=col, width=17)
            c.path("".join(f"M{x - 150 + i * 15} {yy + 14 - abs(i - 10) * .9:.0f}l6 8l6 -8" for i in range(20)), stroke=light(col, .35), width=3, opacity=.6)
    c.path(d, c.linear([(.4, "#2a1018", 0), (1, "#2a1018", .55)], 0, 0, 1, .4), extra='filter="url(#speckle)"')
    for i in range(26):
        a = i * .7
        c.path(f"M{x} {y - 270}l{math.cos(a) * c.r(24, 38):.0f} {math.sin(a) * c.r(24, 38):.0f}", stroke=c.rnd.choice(["#b8503a", "#e9d3a0", "#35566b"]), width=6)


def tin(c, x, y):
    shadow(c, x + 10, y + 8, 210, 28, .5)
    c.shape(f"M{x - 180} {y - 170}L{x + 180} {y - 170}L{x + 172} {y}Q{x} {y + 22} {x - 172} {y}Z", "#a9462f", .5, .25, 0)
    c.path(f"M{x - 178} {y - 110}Q{x} {y - 92} {x + 178} {y - 110}L{x + 176} {y - 56}Q{x} {y - 38} {x - 176} {y - 56}Z", "#f0dcb0")
    for i in range(7):
        ax = x - 132 + i * 44
        c.ellipse(ax, y - 74 - abs(i - 3) * -2 - 6, 11, 10, "#a9462f")
        c.path(leaf(ax + 3, y - 90, 13, -.6), OLIVE)
    c.ellipse(x, y - 170, 180, 34, "#6f2c20")
    c.ellipse(x, y - 164, 160, 26, "#f4ead6")
    for px in (-80, 0, 80):
        parkin(c, x + px, y - 172)
    c.path(f"M{x - 180} {y - 170}A180 34 0 0 0 {x + 180} {y - 170}", stroke="#d0674a", width=8)
    with c.group(transform=f"translate({x + 190} {y + 14}) rotate(-68)"):
        c.shape("M-30 -30H280Q292 0 280 24H-30Q-42 0 -30 -30Z", "#b8503a", .3, .35, 90)


def mug(c, x, y):
    shadow(c, x + 10, y + 4, 100, 18, .5)
    c.path(f"M{x + 60} {y - 92}Q{x + 136} {y - 90} {x + 64} {y - 22}", stroke="#c9bfa9", width=17)
    c.shape(f"M{x - 76} {y - 126}L{x + 76} {y - 126}L{x + 66} {y - 8}Q{x} {y + 10} {x - 66} {y - 8}Z", "#efe6d4", .45, .2, 0)
    c.path(f"M{x - 72} {y - 74}Q{x} {y - 60} {x + 72} {y - 74}M{x - 70} {y - 58}Q{x} {y - 44} {x + 70} {y - 58}", stroke="#35566b", width=5)
    c.ellipse(x, y - 126, 76, 19, "#d9cdb8")
    c.ellipse(x, y - 123, 66, 14, "#8a4a26")
