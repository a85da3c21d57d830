"""The map of the village."""

from props import *
from scenes import scene
from scenes.orchard import house


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
