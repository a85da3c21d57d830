"""Close views: a branch of apples, a graft."""

from props import *
from scenes import scene


@scene
def apple_branch():
    c = Canvas(seed=181)
    sky(c, [(0, "#a9c9c8"), (.5, "#e3e6cb"), (1, "#f8e3b4")])
    with c.group(filter="blur20"):
        for _ in range(40):
            x, y = c.r(-60, 1660), c.r(500, 1120)
            c.ellipse(x, y, c.r(50, 140), c.r(40, 110), c.rnd.choice(["#a8b878", "#c9c783", "#8fa468", "#dfcf92", "#d9a766"]), .55)
        for _ in range(12):
            x, y = c.r(0, 1600), c.r(60, 520)
            c.ellipse(x, y, c.r(30, 70), c.r(30, 70), "#fff6da", .5)
    with c.group(filter="blur8", opacity=.75):
        c.path("M-40 860Q400 760 760 820T1640 700", stroke="#8a7358", width=26)
        for i in range(30):
            x = i * 54
            c.path(leaf(x, 800 - 30 * math.sin(i * .6), 110, c.r(-2.6, 2.6)), c.rnd.choice(["#8ea05c", "#a3ad66", "#7d9152"]))
        for x, y in ((260, 880), (1130, 850), (1420, 790)):
            apple(c, x, y, 74, "#c4553a", leafy=False)
    # The branch itself.
    with c.group(filter="hand"):
        d = "M-60 210Q240 170 480 260Q700 336 960 300Q1240 262 1680 360L1680 392Q1250 306 970 348Q700 392 466 312Q240 226 -60 276Z"
        c.shape(d, "#7a5a46", .5, .35, 85)
        for _ in range(40):
            x = c.r(0, 1600)
            c.path(f"M{x:.0f} {235 + 60 * math.sin(x / 330):.0f}q20 8 {c.r(30, 70):.0f} {c.r(4, 14):.0f}", stroke="#54392c", width=3, opacity=.5)
        for x, y, ex, ey in ((430, 290, 330, 420), (560, 320, 560, 420), (780, 335, 860, 430), (1010, 320, 1120, 400), (1290, 310, 1360, 420), (220, 230, 150, 330), (660, 320, 760, 170), (1150, 290, 1230, 150), (330, 230, 380, 90)):
            c.path(f"M{x} {y}Q{(x + ex) / 2 + 20} {(y + ey) / 2} {ex} {ey}", stroke="#6d4f3d", width=15)
    ramp = ["#44603c", "#5b7745", "#78904e", "#9aa658", "#c6b45e", "#d9a04a", "#c9783c"]
    leaves_back = [(c.r(0, 1600), 0, c.r(90, 150)) for _ in range(34)]
    for x, _, l in leaves_back:
        y = 270 + 50 * math.sin(x / 330) + c.r(-30, 60)
        big_leaf(c, x, y, l, c.r(-2.9, 2.9), c.rnd.choice(ramp[:4]))
    for x, y, s, col, blush in ((150, 470, 120, "#a8382c", "#e3a84e"), (1385, 560, 132, "#b5452e", "#e7b64f"), (1120, 520, 110, "#c05a38", "#ecc468"), (330, 590, 148, "#b03c2c", "#e9b456"), (880, 600, 176, "#b8442e", "#efc062"), (580, 560, 138, "#c4603a", "#f0cb70")):
        apple(c, x, y, s, col, blush, leafy=False)
    for x, y, l, a in ((330, 430, 150, .5), (330, 430, 130, 2.6), (570, 410, 160, .3), (560, 410, 120, 2.8), (880, 420, 180, .25), (860, 425, 150, 2.7), (1120, 405, 140, .4), (1380, 430, 160, .6), (1370, 425, 130, 2.5), (150, 340, 140, .4), (760, 175, 150, -.7), (740, 190, 130, -2.2), (1230, 150, 150, -.8), (1215, 165, 130, -2.4), (380, 95, 140, -.5), (370, 110, 120, -2.4), (1000, 290, 130, -1.2), (520, 270, 130, -1.0), (90, 220, 130, -.8), (1480, 320, 150, -.6)):
        big_leaf(c, x, y, l, a, c.rnd.choice(ramp))
    for x, y in ((905, 690), (300, 500), (620, 640)):
        c.ellipse(x, y, 8, 11, "#f4fbf8", .75)
        c.ellipse(x - 2, y - 4, 3, 3, "#fff")
    c.glow(220, 60, 1100, "#ffe6a0", .75, "soft-light")
    c.vignette("#33260f", .25)
    c.paper()
    return c


@scene
def grafting():
    c = Canvas(seed=191)
    c.fill(c.linear([(0, "#a9b9a0"), (.6, "#c9c9a0"), (1, "#dcd3a8")]))
    with c.group(filter="blur20"):
        for _ in range(36):
            x, y = c.r(-40, 1640), c.r(-40, 760)
            c.ellipse(x, y, c.r(40, 120), c.r(40, 120), c.rnd.choice(["#9aad84", "#dcd9ae", "#b9c096", "#f0e3b8", "#86a083"]), .5)
    with c.group(filter="hand"):
        c.rect(-40, -40, 100, 860, "#6b4f3d")
        c.rect(1540, -40, 100, 860, "#6b4f3d")
        c.rect(770, -40, 22, 640, "#7d6048", .35)
        c.rect(-40, 330, 1700, 20, "#7d6048", .35)
    planks(c, 790, ["#a3784e", "#c2976a", "#735033"], n=3)
    # Pots of grafted whips behind.
    for x, k in ((180, .8), (330, .72), (1290, .78), (1440, .86)):
        with c.group(filter="hand"):
            pot(c, x, 830, k)
            c.path(f"M{x} {830 - 150 * k}Q{x + 8} {830 - 300 * k} {x - 4} {830 - 520 * k}", stroke="#7a5a46", width=13 * k)
            c.rect(x - 9 * k, 830 - 270 * k, 19 * k, 60 * k, "#d9c29a", rx=5)
            for i in range(4):
                c.path(leaf(x, 830 - (360 + i * 48) * k, 30 * k, -.9 if i % 2 else -2.2), "#8fa458")
    # The graft, large, in the middle.
    with c.group(filter="hand"):
        pot(c, 800, 1010, 1.7)
    with c.group(filter="hand"):
        c.shape("M776 770Q770 640 778 520L792 470L830 440Q824 640 836 770Z", "#7d5c46", .5, .35, 0)
        c.shape("M788 520L838 386Q840 250 826 90Q822 60 834 60Q852 250 850 396L834 470Z", "#97573f", .45, .35, 0)
        c.path("M834 90Q838 40 826 -30", stroke="#97573f", width=17)
        for x, y, s in ((846, 300, 1), (824, 200, -1), (848, 110, 1)):
            c.path(f"M{x} {y}q{s * 34} -18 {s * 30} -62q{-s * 34} 10 {-s * 38} 50Z", "#b9744e")
            c.path(f"M{x + s * 28} {y - 56}q{s * 14} -30 {s * 2} -52q{-s * 22} 14 {-s * 14} 46Z", "#9fb562")
            c.path(f"M{x + s * 24} {y - 52}q{-s * 4} -32 {-s * 22} -40q0 28 {s * 12} 42Z", "#b9c878")
        for i in range(15):
            y = 392 + i * 11.5
            x0, x1 = 774 + max(0, 9 - i) * .8, 846 - i * .3
            c.path(f"M{x0:.0f} {y + 9:.0f}Q{(x0 + x1) / 2:.0f} {y + 14:.0f} {x1:.0f} {y:.0f}", stroke="#8f6f48", width=12)
            c.path(f"M{x0:.0f} {y + 8:.0f}Q{(x0 + x1) / 2:.0f} {y + 13:.0f} {x1:.0f} {y - 1:.0f}", stroke="#e3cc98", width=8)
        c.path("M846 556q40 20 30 60q-16 40 20 70", stroke="#e3cc98", width=7)
        c.path("M780 700q-10 -4 -18 -30", stroke="#6d4f3d", width=9)
        # Label.
        c.path("M846 640q60 0 90 40", stroke="#8f6f48", width=4)
        with c.group(transform="rotate(14 960 720)"):
            c.shape("M900 690L926 664H1150V776H926L900 750Z", "#f3e6c6", .25, .15)
            c.ellipse(926, 720, 8, 8, "#a3784e")
            c.add('<text x="1044" y="716" font-family="C059, serif" font-style="italic" font-size="42" fill="#4a2f26" text-anchor="middle">Ribston</text>')
            c.add('<text x="1044" y="758" font-family="C059, serif" font-style="italic" font-size="32" fill="#4a2f26" text-anchor="middle">on M26</text>')
        knife(c, 420, 960)
        twine(c, 1210, 960)
        wax(c, 560, 870)
    for i in range(7):
        x, y = 300 + c.r(-60, 260), 1010 + c.r(-24, 34)
        c.path(leaf(x, y, c.r(30, 56), c.r(-.5, .5), .18), c.rnd.choice(["#d9c08a", "#b9744e", "#e9dcae"]))
    c.glow(300, 120, 1100, "#fff0c0", .7, "soft-light")
    c.vignette("#2a2414", .35)
    c.paper()
    return c


def pot(c, x, y, k):
    shadow(c, x + 10 * k, y + 4, 96 * k, 14 * k, .45)
    c.shape(f"M{x - 76 * k} {y - 120 * k}H{x + 76 * k}L{x + 60 * k} {y}Q{x} {y + 10 * k} {x - 60 * k} {y}Z", "#b9653f", .45, .25, 0)
    c.ellipse(x, y - 148 * k, 84 * k, 17 * k, "#3f2c22")
    c.shape(f"M{x - 88 * k} {y - 150 * k}Q{x} {y - 128 * k} {x + 88 * k} {y - 150 * k}L{x + 84 * k} {y - 112 * k}Q{x} {y - 92 * k} {x - 84 * k} {y - 112 * k}Z", "#cf7a50", .35, .3, 0)


def knife(c, x, y):
    shadow(c, x + 10, y + 22, 200, 14, .4)
    c.shape(f"M{x - 10} {y - 22}Q{x + 100} {y - 40} {x + 214} {y + 12}Q{x + 110} {y + 26} {x - 10} {y + 18}Z", "#c9d2d2", .3, .5, 80)
    c.path(f"M{x - 6} {y + 14}Q{x + 110} {y + 20} {x + 206} {y + 11}", stroke="#fff", width=3, opacity=.8)
    c.shape(f"M{x - 200} {y - 14}Q{x - 110} {y - 46} {x} {y - 28}V{y + 24}Q{x - 110} {y + 20} {x - 196} {y + 26}Q{x - 222} {y + 6} {x - 200} {y - 14}Z", "#7d4a30", .4, .35, 80)
    for px in (-150, -90, -30):
        c.ellipse(x + px, y, 6, 6, "#e0b86a")


def twine(c, x, y):
    shadow(c, x + 8, y + 60, 120, 20, .45)
    c.path(c.blob(x, y, 104, 86, 12, .02), "#c9a66a")
    for i in range(9):
        c.path(f"M{x - 100 + i * 5} {y - 30 + i * 12}Q{x} {y - 100 + i * 20} {x + 100 - i * 4} {y - 40 + i * 13}", stroke="#e9d09a" if i % 2 else "#a8824a", width=6)
    for i in range(6):
        c.path(f"M{x - 70 + i * 24} {y + 74 - abs(i - 3) * 6}Q{x - 90 + i * 34} {y} {x - 50 + i * 26} {y - 78 + abs(i - 3) * 5}", stroke="#b9935a", width=4, opacity=.7)
    c.path(f"M{x + 80} {y + 40}q90 40 150 0t120 30", stroke="#c9a66a", width=7)


def wax(c, x, y):
    shadow(c, x + 6, y + 4, 80, 13, .45)
    c.shape(f"M{x - 62} {y - 80}H{x + 62}L{x + 54} {y - 4}Q{x} {y + 8} {x - 54} {y - 4}Z", "#5f7a80", .4, .3, 0)
    c.ellipse(x, y - 80, 62, 15, "#7f979a")
    c.ellipse(x, y - 78, 52, 11, "#7d3b2e")
    c.path(f"M{x + 10} {y - 84}L{x + 70} {y - 170}", stroke="#c9975c", width=10)
