"""The orchard through the year."""

from nature import *
from scenes import scene


@scene
def orchard_dawn():
    c = Canvas(seed=21)
    sky(c, [(0, "#7fa3ab"), (.16, "#b4bfae"), (.3, "#f3d3a2"), (.4, "#f7b67c"), (.5, "#ef9a6c"), (1, "#f3b27c")])
    clouds(c, [(330, 150, 320, 44), (1210, 120, 400, 50)], "#fbe3c4", .8, "blur4")
    clouds(c, [(760, 262, 330, 26), (1420, 300, 240, 20), (200, 300, 230, 18)], "#f6b184", .8, "blur4")
    sun = (1030, 392)
    c.glow(*sun, 560, "#ffcf7a", .75, "normal")
    c.ellipse(*sun, 96, 96, "#ffe6a8", .55)
    c.ellipse(*sun, 66, 66, "#fff6da")
    with c.group(filter="rough"):
        land(c, ridge(c, 430, 26, 6), "#b9b8ae", .1, .3, hue="#6f8790")
        land(c, ridge(c, 480, 30, 5, -20), "#a3aa94", .12, .25, hue="#566f6c")
    c.soft(poly([(-90, 505), (1700, 480), (1700, 540), (-90, 555)]), "#fbdcae", "blur14", .8)
    hills = ridge(c, 548, 24, 5, 10)
    with c.group(filter="rough"):
        land(c, hills, "#8f9a6e", .25, .3, hue="#3b5040")
        for i in range(26):
            x = 20 + i * 63 + c.r(-16, 16)
            round_tree(c, x, height_at(hills, x) + c.r(4, 14), c.r(34, 52), ["#55664a", "#6c7a50", "#8d935c", "#bfb070", "#f0d795"], (.5, -.8))
    c.soft(poly([(-90, 606), (1700, 596), (1700, 640), (-90, 650)]), "#fbd9a4", "blur20", .7)
    # The bank itself: rows running down to the farm.
    bank = [(-60, 640), (260, 655), (560, 690), (900, 672), (1260, 640), (1660, 610)]
    with c.group(filter="rough"):
        land(c, bank, "#9ba05c", .4, .25, angle=75, hue="#3b4a34")
        for k in range(-7, 12):
            x0 = 980 + k * 52
            c.path(f"M{x0:.0f} 660Q{x0 + k * 26:.0f} 800 {980 + k * 170:.0f} 1110", stroke="#c9bd70", width=16, opacity=.28)
    house(c, 930, 692, 1.0)
    sun_dir = (.55, -.83)
    ramp = ["#384a36", "#51643d", "#7f8748", "#c2a957", "#f7dc92"]
    for row, (y, size, gap) in enumerate([(716, 78, 98), (768, 108, 140), (846, 158, 214)]):
        start = (row % 2) * gap / 2 - 40
        x = start
        while x < 1680:
            inside = 800 < x < 1060
            if not (inside and row < 2):
                apple_tree(c, x + c.r(-10, 10), y + c.r(-6, 6), size * c.r(.9, 1.1), ramp, apples=int(5 + row * 6), sun=sun_dir, lobes=6, density=.55 + row * .2)
                c.path(f"M{x - size * .05:.0f} {y}l{-size * .9:.0f} {size * .3:.0f}l{size * .55:.0f} {size * .06:.0f}l{size * .5:.0f} {-size * .34:.0f}Z", "#3c4a36", opacity=.22, extra='filter="url(#blur4)"')
            x += gap
    c.soft(poly([(-90, 770), (1700, 740), (1700, 780), (-90, 810)]), "#ffdf9f", "blur20", .3)
    front = [(-60, 985), (300, 960), (700, 985), (1100, 972), (1660, 930)]
    with c.group(filter="hand"):
        land(c, front, "#6f7a41", .5, .2, hue="#2a3a2c")
        grass(c, front, 900, ["#58673a", "#7c8746", "#a9a556", "#d9c878"], 44, 110)
        flowers(c, front, 70, ["#f7ecd2", "#f3cf7a", "#e9b49a"], 90, 6)
    apple_tree(c, 128, 1010, 560, ramp, apples=58, sun=sun_dir, lobes=9, density=2.2, lean=20)
    gate(c, 1210, 1000)
    c.glow(*sun, 900, "#ffb85c", .5, "soft-light")
    c.vignette("#3a2418", .28)
    c.paper()
    return c


def house(c, x, y, k):
    with c.group(filter="hand", transform=f"translate({x} {y}) scale({k})"):
        c.shape(poly([(-70, 0), (-70, -58), (70, -58), (70, 0)]), "#e9d6b4", .35, .1, 0)
        c.shape(poly([(-82, -56), (-52, -104), (54, -104), (84, -56)]), "#a5553a", .3, .2, 20)
        c.shape(poly([(70, 0), (70, -42), (132, -42), (132, 0)]), "#dcc49c", .4, .1, 0)
        c.path(poly([(64, -40), (78, -66), (128, -66), (140, -40)]), "#8e4a36")
        c.rect(28, -124, 18, 34, "#8b4a38")
        for wx in (-52, -14, 34):
            c.rect(wx, -42, 18, 20, "#ffd98a")
            c.path(f"M{wx + 9} -42v20M{wx} -32h18", stroke="#8a5b3c", width=2)
        c.rect(88, -30, 20, 30, "#6b4234")
        for i in range(5):
            c.ellipse(38 + i * 13, -138 - i * 24, 9 + i * 5, 7 + i * 4, "#fff3df", .5 - i * .07)


def gate(c, x, y):
    with c.group(filter="hand"):
        for px, h in ((0, 128), (236, 120)):
            c.shape(poly([(x + px, y), (x + px, y - h), (x + px + 10, y - h - 8), (x + px + 20, y - h), (x + px + 20, y)]), "#7a5a40", .5, .3, 10)
        for i, py in enumerate((104, 80, 56, 30)):
            c.path(f"M{x + 16} {y - py}L{x + 238} {y - py + 3}", stroke="#8d6a4a", width=9)
            c.path(f"M{x + 16} {y - py - 3}L{x + 238} {y - py}", stroke="#c79a66", width=2.5, opacity=.8)
        c.path(f"M{x + 20} {y - 28}L{x + 234} {y - 104}", stroke="#7d5c42", width=8)


@scene
def harvest():
    c = Canvas(seed=5)
    sky(c, [(0, "#86b0b8"), (.3, "#c8dccb"), (.52, "#f8e8bd"), (1, "#f8e8bd")])
    clouds(c, [(1280, 150, 260, 60), (980, 230, 200, 30), (240, 120, 220, 40)], "#fff6e4", .85, "blur4")
    with c.group(filter="rough"):
        land(c, ridge(c, 520, 26, 5, -30), "#a9b5a4", .15, .25, hue="#5a7474")
        far = ridge(c, 580, 22, 5, 10)
        land(c, far, "#93a06f", .25, .25, hue="#45604a")
        for i in range(20):
            x = 760 + i * 48 + c.r(-14, 14)
            round_tree(c, x, height_at(far, x) + c.r(4, 26), c.r(46, 66), TURNING, apples=4)
        mid = [(-60, 660), (400, 690), (900, 650), (1300, 640), (1660, 670)]
        land(c, mid, "#a4a75f", .3, .3, hue="#4a5a38")
        for i in range(7):
            x = 900 + i * 125 + c.r(-20, 20)
            apple_tree(c, x, height_at(mid, x) + c.r(10, 50), c.r(120, 150), TURNING, apples=14, density=.6)
    ground = [(-60, 800), (300, 812), (760, 790), (1200, 770), (1660, 790)]
    with c.group(filter="hand"):
        land(c, ground, "#8f9450", .45, .25, hue="#33452f")
        grass(c, ground, 1100, ["#6d7840", "#8d934b", "#b5ae5c", "#d8c87a"], 34, 260)
    shadow(c, 640, 905, 520, 60, .38, "#2c3a2c")
    trunk(c, 560, 900, 330, 46, lean=-20)
    crown(c, 545, 395, 480, 350, ["#33452f", "#4f6038", "#768044", "#b1a452", "#ebcf80"], 10, 3.2, 40)
    apple_dots(c, 545, 420, 430, 310, 120, 19)
    ladder(c, 800, 935, 640, 330)
    picker(c, 716, 560)
    for i, (x, y, k) in enumerate([(1010, 905, 1.0), (1190, 925, 1.08), (1100, 850, .95), (330, 945, 1.1)]):
        crate(c, x, y, k, seed=i)
    basket(c, 1395, 960, 1.15)
    for _ in range(16):
        x, y = c.r(250, 960), c.r(905, 1010)
        apple(c, x, y, c.r(13, 19), c.rnd.choice(["#b8402c", "#c95c36", "#d39a45"]), leafy=False)
    near = [(-60, 1030), (500, 1042), (1100, 1034), (1660, 1020)]
    with c.group(filter="hand"):
        grass(c, near, 460, ["#4d5c33", "#66713b", "#8f9149"], 64, 60)
    c.glow(120, 60, 1100, "#ffd27a", .7, "soft-light")
    c.vignette("#33210f", .25)
    c.paper()
    return c


def ladder(c, x0, y0, x1, y1, rungs=11, width=74, colour="#b98a55"):
    with c.group(filter="hand"):
        for side in (-1, 1):
            w0, w1 = side * width / 2, side * width / 3.2
            c.path(f"M{x0 + w0} {y0}L{x1 + w1} {y1}", stroke=dark(colour, .35), width=13)
            c.path(f"M{x0 + w0 - 2} {y0}L{x1 + w1 - 2} {y1}", stroke=colour, width=8)
        for i in range(1, rungs):
            t = i / rungs
            x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            w = width / 2 + (width / 3.2 - width / 2) * t
            c.path(f"M{x - w:.0f} {y:.0f}L{x + w:.0f} {y:.0f}", stroke=dark(colour, .15), width=7)


def picker(c, x, y):
    """Someone on the ladder, reaching up, seen from behind."""
    with c.group(filter="hand"):
        c.path(f"M{x - 18} {y + 150}L{x - 26} {y + 268}", stroke="#3d4f5c", width=34)
        c.path(f"M{x + 18} {y + 150}L{x + 30} {y + 222}", stroke="#35566b", width=34)
        c.path(f"M{x - 36} {y + 272}l26 4M{x + 16} {y + 228}l30 2", stroke="#4a2f26", width=20)
        c.path(f"M{x + 30} {y + 22}Q{x + 74} {y - 10} {x + 52} {y - 92}", stroke="#b4523a", width=27)
        c.ellipse(x + 52, y - 98, 13, 14, "#d9a27f")
        c.shape(f"M{x - 44} {y + 16}Q{x} {y - 14} {x + 44} {y + 16}Q{x + 52} {y + 100} {x + 42} {y + 172}Q{x} {y + 186} {x - 42} {y + 172}Q{x - 52} {y + 90} {x - 44} {y + 16}Z", "#c15f40", .4, .2)
        c.path(f"M{x - 36} {y + 30}Q{x - 66} {y + 80} {x - 40} {y + 110}", stroke="#b4523a", width=26)
        c.shape(f"M{x - 70} {y + 70}q36 -14 60 4q4 50 -8 74q-28 12 -50 -4q-8 -40 -2 -74Z", "#d9c29a", .45, .2)
        apple_dots(c, x - 42, y + 72, 20, 8, 5, 9)
        c.path(f"M{x - 48} {y + 76}Q{x - 10} {y + 6} {x + 34} {y + 12}", stroke="#a88455", width=6)
        c.ellipse(x + 4, y - 26, 27, 30, "#d9a27f")
        c.path(f"M{x - 26} {y - 22}Q{x - 24} {y - 64} {x + 4} {y - 64}Q{x + 34} {y - 62} {x + 33} {y - 20}Q{x + 4} {y - 4} {x - 26} {y - 22}Z", "#6b4a3a")
        c.shape(f"M{x - 44} {y - 38}Q{x + 4} {y - 56} {x + 52} {y - 36}Q{x + 38} {y - 46} {x + 31} {y - 50}Q{x + 26} {y - 84} {x + 4} {y - 82}Q{x - 20} {y - 84} {x - 24} {y - 52}Q{x - 34} {y - 46} {x - 44} {y - 38}Z", "#d9b062", .3, .2)


def crate(c, x, y, k=1.0, seed=0, fruit=("#b8402c", "#cf5a35", "#e0a348", "#9aa04e"), colour="#c3935b"):
    """A slatted crate heaped with apples; x, y is the middle of its foot."""
    w, h = 88 * k, 62 * k
    shadow(c, x + 14 * k, y + 2, w * 1.1, 14 * k, .4)
    for row, n in ((1, 5), (0, 6)):
        for i in range(n):
            s = 17 * k * c.r(.92, 1.1)
            apple(c, x - w * .78 + (i + .5 * row) * w * 1.56 / (n - 1 + row), y - h - 4 * k - row * 17 * k + c.r(-3, 3), s, c.rnd.choice(fruit), leafy=False)
    with c.group(filter="hand"):
        c.rect(x - w, y - h, w * 2, h, dark(colour, .6))
        for i in range(3):
            yy = y - h + i * h / 3
            c.shape(poly([(x - w - 3, yy + 2), (x + w + 3, yy), (x + w + 3, yy + h / 3 - 5 * k), (x - w - 3, yy + h / 3 - 4 * k)]), mix(colour, OAK, c.r(0, .5)), .35, .25, 20)
        for sx in (-w, w - 13 * k):
            c.shape(poly([(x + sx, y - h - 4), (x + sx + 13 * k, y - h - 4), (x + sx + 13 * k, y), (x + sx, y)]), dark(colour, .12), .3, .2, 10)


def basket(c, x, y, k=1.0):
    w, h = 86 * k, 78 * k
    shadow(c, x + 10, y, w * 1.1, 14 * k, .4)
    c.path(f"M{x - w * .86} {y - h}Q{x} {y - h * 3.1} {x + w * .86} {y - h}", stroke="#8a6238", width=11 * k)
    for row, n in ((1, 4), (0, 5)):
        for i in range(n):
            apple(c, x - w * .66 + (i + .5 * row) * w * 1.32 / (n - 1 + row), y - h - 2 * k - row * 20 * k, 20 * k, c.rnd.choice(["#b8402c", "#d2693a", "#d9a648"]), leafy=row == 1 and i % 2 == 0)
    d = f"M{x - w} {y - h}Q{x} {y - h + 16 * k} {x + w} {y - h}Q{x + w * .95} {y - h * .2} {x + w * .68} {y}Q{x} {y + 12 * k} {x - w * .68} {y}Q{x - w * .95} {y - h * .2} {x - w} {y - h}Z"
    c.shape(d, "#b98a50", .5, .25)
    with c.group(clip=d):
        for i in range(9):
            yy = y - h + i * 11 * k
            c.path(f"M{x - w} {yy}Q{x} {yy + 16 * k} {x + w} {yy}", stroke="#7d5730", width=2.5, opacity=.55)
        for i in range(-9, 10):
            c.path(f"M{x + i * 10 * k} {y - h}Q{x + i * 9 * k} {y - h / 2} {x + i * 7.4 * k} {y + 10}", stroke="#e2bd7e", width=3, opacity=.5)
    c.path(f"M{x - w} {y - h}Q{x} {y - h + 16 * k} {x + w} {y - h}", stroke="#d3a566", width=9 * k)
