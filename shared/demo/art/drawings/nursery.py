"""Trees and plants."""

from drawings.kit import *
from drawings.fruit import apple

WALL, TABLE = "#dbe4cc", "#a8946c"


def pot(s, x, y, w, h, colour="#bd6a42"):
    s.shadow(x, y, w * 1.2)
    s.shape(f"M{x - w} {y - h}H{x + w}L{x + w * .78:.0f} {y - 6}Q{x} {y + 10} {x - w * .78:.0f} {y - 6}Z", colour)
    s.ellipse(x, y - h - 12, w * 1.06, w * .2, "#3f2c22")
    s.shape(f"M{n(x - w * 1.12)} {y - h - 12}Q{x} {n(y - h + w * .2)} {n(x + w * 1.12)} {y - h - 12}L{n(x + w * 1.06)} {y - h + 20}Q{x} {n(y - h + 24 + w * .18)} {n(x - w * 1.06)} {y - h + 20}Z", light(colour, .12))


def cloud(s, x, y, rx, ry, count, length):
    """Leaves scattered over an ellipse."""
    found = []
    for _ in range(count):
        a, k = s.r(0, 6.28), math.sqrt(s.r(0, 1))
        found.append((x + math.cos(a) * rx * k, y + math.sin(a) * ry * k, length * s.r(.8, 1.15), s.r(0, 6.28)))
    return found


def label(s, x, y, colour):
    s.path(f"M{x} {y}q24 4 34 26", stroke="#8f6f48", width=3)
    s.group(f"rotate(12 {x + 40} {y + 40})")
    s.shape(f"M{x + 16} {y + 38}l12 -14h62v48h-62l-12 -12Z", colour)
    s.path(f"M{x + 40} {y + 42}h38M{x + 40} {y + 54}h26", stroke="#fff6e2", width=4, opacity=.9)
    s.end()


def twigs(s, x, y, colour, tips):
    s.path("".join(f"M{x + a} {y + b}Q{x + (a + e) / 2 + 4:.0f} {y + (b + f) / 2 - 10:.0f} {x + e} {y + f}" for a, b, e, f in tips), stroke=colour, width=7)
    for _, _, e, f in tips:
        s.ellipse(x + e, y + f, 4.5, 6, "#a85a3c")


def tree_ribston():
    s = Spot(WALL, TABLE, 81, 340)
    s.path("M236 330Q228 220 240 96", stroke="#6d4f3d", width=13)
    s.path("M233 320Q226 220 237 100", stroke="#9a7358", width=4, opacity=.8)
    twigs(s, 236, 240, "#6d4f3d", ((-2, -10, -62, -74), (0, -40, 60, -100), (2, -76, -44, -136), (4, -100, 50, -150), (4, -130, 4, -176)))
    s.path("M222 300l30 -8v34l-30 6Z", "#d9c29a")
    s.shadow(240, 410, 110)
    s.shape("M150 400Q138 350 186 334Q240 320 296 334Q344 352 330 402Q240 424 150 400Z", "#b99260")
    s.path("M164 352q70 26 150 0M152 380q90 24 180 0M190 336l-12 70M240 330v84M290 336l14 70", stroke="#8a6a40", width=3, opacity=.6)
    s.path("M190 336Q240 352 292 336", stroke="#e3cc98", width=6)
    s.path("M166 404l-16 20M200 410l-6 22M280 412l8 20M318 404l18 16", stroke="#6d4f3d", width=4)
    label(s, 244, 226, "#b8402c")
    return s


def tree_bramley():
    s = Spot("#d6e2c8", "#9aa468", 82, 350)
    s.path("M268 404V120", stroke="#a8774a", width=13)
    s.path("M240 404Q236 260 244 140", stroke="#6d4f3d", width=14)
    s.path("M234 290l44 -12M234 302l44 -12", stroke="#5a4a3c", width=6)
    twigs(s, 240, 250, "#6d4f3d", ((0, -20, -70, -84), (2, -50, 70, -110), (4, -86, -50, -140), (4, -100, 52, -160)))
    s.leaves(cloud(s, 240, 146, 116, 88, 58, 38), ["#57764a", "#6d8a4c", "#86a054", "#a9bb66"])
    s.shadow(250, 408, 130)
    s.shape(s.blob(250, 412, 110, 22, 9, .08), "#6b4c38")
    label(s, 250, 330, "#57764a")
    return s


def tree_family():
    s = Spot("#e9e0c0", TABLE, 83)
    pot(s, 240, 420, 76, 96, "#35566b")
    s.path("M240 316V210M240 280Q190 240 160 180M240 270Q296 236 326 180", stroke="#6d4f3d", width=10)
    for cx, cy in ((154, 156), (240, 120), (328, 158)):
        s.leaves(cloud(s, cx, cy, 56, 48, 22, 36), ["#4f6d46", "#66824a", "#86a054"])
    for x, y, c, b in ((150, 176, "#b8402c", "#e2a04a"), (240, 140, "#d9ae48", "#f2d98a"), (330, 178, "#8fa048", "#cfd07a")):
        s.ellipse(x, y, 27, 26, c)
        s.ellipse(x - 7, y - 7, 14, 13, b, .7)
        s.ellipse(x - 10, y - 11, 5, 4, "#fff6e2", .9)
    return s


def tree_conference():
    s = Spot("#dfe3cf", "#a0906a", 84)
    s.path("".join(f"M240 400L{240 + k * 66} 90" for k in (-2.5, -1.5, -.5, .5, 1.5, 2.5)), stroke="#c9a66a", width=6)
    s.path("M60 180H420M80 270H400", stroke="#c9a66a", width=5)
    items = []
    for k in (-2.5, -1.5, -.5, .5, 1.5, 2.5):
        s.path(f"M240 396Q{240 + k * 16:.0f} 320 {240 + k * 62:.0f} 120", stroke="#6d4f3d", width=9 - abs(k))
        for t in (.35, .5, .64, .78, .9):
            x, y = 240 + k * 62 * t * (.8 + .2 * t), 396 - 276 * t
            for side in (-1, 1):
                items.append((x, y, s.r(26, 36), -1.57 + side * s.r(.6, 1.2) + k * .1))
    s.leaves(items, ["#57764a", "#7d9450", "#9aae5c"])
    s.path("M232 330l16 0M230 320h20", stroke="#5a4a3c", width=5)
    s.shadow(240, 406, 120)
    s.shape(s.blob(240, 408, 96, 20, 9, .08), "#6b4c38")
    return s


def lavender():
    s = Spot("#e3dce6", "#a8947c", 85)
    stems, heads, glints = [], ([], []), []
    for i in range(19):
        a = -1.57 + (i - 9) * .085
        length, x0 = 180 + s.r(-26, 22), 240 + (i - 9) * 6
        dx, dy = math.cos(a), math.sin(a)
        ex, ey = round(x0 + dx * length), round(300 + dy * length)
        stems.append(f"M{x0} 306L{ex} {ey}")
        heads[i % 2].append(f"M{ex} {ey}l{round(-dx * 46)} {round(-dy * 46)}")
        glints.append(f"M{ex - 2} {ey}l{round(-dx * 40)} {round(-dy * 40)}")
    s.path("".join(stems), stroke="#8a9a6a", width=3.5)
    for d, colour in zip(heads, ("#83709e", "#6d5a94")):
        s.path("".join(d), stroke=colour, width=14)
    s.path("".join(glints), stroke="#b3a2c8", width=4, opacity=.8)
    pot(s, 240, 420, 80, 100)
    return s


def rosemary():
    s = Spot("#dfe6dc", "#a59378", 86)
    for i in range(9):
        a = -1.57 + (i - 4) * .15
        l = 200 - abs(i - 4) * 16
        x0 = 240 + (i - 4) * 10
        ex, ey = x0 + math.cos(a) * l, 306 + math.sin(a) * l
        s.path(f"M{x0} 310L{n(ex)} {n(ey)}", stroke="#6d5a44", width=4)
        d = ""
        for t in range(2, 11):
            x, y = x0 + (ex - x0) * t / 10, 310 + (ey - 310) * t / 10
            d += f"M{round(x + 13 * math.cos(a - .8))} {round(y + 13 * math.sin(a - .8))}L{round(x)} {round(y)}L{round(x + 13 * math.cos(a + .8))} {round(y + 13 * math.sin(a + .8))}"
        s.path(d, stroke=("#4f6a4c", "#5f7d58", "#7d9a6c")[i % 3], width=4.5)
    s.dots(240, 170, 90, 70, 12, 7, "#8fa4c4", .9)
    pot(s, 240, 420, 80, 100, "#a9684a")
    return s


def scion_wood():
    s = Spot("#e9dfc4", "#a88c66", 87)
    s.path("M40 390L250 330L446 372L240 440Z", "#f4ecd8")
    s.shadow(246, 366, 170)
    for i, c in enumerate(("#7d4a38", "#8a5a3f", "#6d4534", "#94604a", "#7a5040")):
        y0, y1 = 340 + i * 9, 210 + i * 13
        s.path(f"M70 {y0}Q230 {n((y0 + y1) / 2 - 8 + i * 3)} 420 {y1}", stroke=c, width=12)
        for t in (.15, .35, .58, .78, .95):
            x, y = 70 + 350 * t, y0 + (y1 - y0) * t - 6
            s.path(f"M{n(x)} {n(y)}q4 -14 16 -12q0 12 -16 12Z", "#b5744e")
    s.path("M226 258l20 90M238 254l20 90", stroke="#e3cc98", width=8)
    label(s, 250, 330, "#66774a")
    return s
