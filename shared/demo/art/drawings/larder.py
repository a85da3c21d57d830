"""Dairy, eggs and the store cupboard."""

from drawings.kit import *
from drawings.poured import bottle, jar


def orchard_eggs():
    s = Spot("#e6e2cc", "#b59a72", 51)
    s.shadow(244, 398, 190)
    s.shape("M60 250L96 150H392L424 250Z", "#a8a398")
    s.path("M110 164H380M104 184H388", stroke="#8d887e", width=4, opacity=.6)
    for x, y, c in ((132, 262, "#c98d5c"), (240, 256, "#f2e4c8"), (348, 262, "#b9ced0"), (124, 310, "#e9cfa4"), (240, 306, "#b5744a"), (356, 310, "#d9a678")):
        s.shape(f"M{x} {y - 66}Q{x + 44} {y - 50} {x + 44} {y + 2}Q{x + 40} {y + 42} {x} {y + 44}Q{x - 40} {y + 42} {x - 44} {y + 2}Q{x - 44} {y - 50} {x} {y - 66}Z", c)
        s.dots(x, y, 36, 40, 9, 2.5, dark(c, .25), .6)
    s.shape("M56 318Q84 296 110 324Q140 350 176 322Q208 296 240 322Q272 350 306 322Q340 296 370 322Q400 348 428 316L408 392Q240 410 76 392Z", "#b9b4a8")
    s.path("M110 330l4 56M176 328l2 62M240 328v66M306 328l-2 62M370 328l-4 58", stroke="#8d887e", width=4, opacity=.5)
    return s


def low_pasture_milk():
    s = Spot("#d3e0dc", "#a8a080", 52)
    bottle(s, 240, 420, 350, "#fbf8ee", "#fbf8ee", "#c23f2d", .2, .84, "none", "#fbf8ee", .56)
    s.path("M171 226Q240 236 309 226V252Q240 262 171 252Z", "#f4e2a8", opacity=.8)
    s.path("M240 352v-50", stroke="#35566b", width=5)
    s.leaves([(240, 346, 50, -2.5), (240, 346, 50, -.64), (240, 322, 40, -2.4), (240, 322, 40, -.74), (240, 306, 32, -1.57)], ["#35566b"], .3)
    return s


def cultured_butter():
    s = Spot("#e4e8d8", "#b8a480", 53)
    s.path("M50 380L230 316L436 356L260 428Z", "#f7f2e4")
    s.path("M50 380L230 316L240 330L86 384Z", "#e2dac4")
    s.shadow(246, 378, 140)
    s.shape(pts([(112, 272), (258, 318), (258, 384), (112, 334)]), "#e3bd52")
    s.shape(pts([(258, 318), (376, 276), (376, 338), (258, 384)]), "#d0a640")
    s.shape(pts([(112, 272), (234, 234), (376, 276), (258, 318)]), "#f6dc80")
    s.path("M140 266L284 308M170 256L312 298M202 246L342 286", stroke="#e3bd52", width=5)
    s.path("M122 292L258 336L370 294", stroke="#f9e8a4", width=3, opacity=.7)
    s.dots(240, 276, 90, 26, 9, 4, "#fffdf0", .9)
    return s


def cheese(s, face, rind, top, holes):
    s.shape("M50 376Q240 344 430 372Q440 392 424 404Q240 436 62 406Q44 394 50 376Z", "#a8774a")
    s.shadow(250, 378, 165)
    s.shape("M84 290L352 340L352 396L84 348Z", face)
    s.shape("M352 340Q420 300 398 236L398 292Q416 350 352 396Z", rind)
    s.shape("M84 290Q250 210 398 236Q424 296 352 340Z", top)
    s.path("M352 340Q420 300 398 236", stroke=light(rind, .25), width=5)
    s.path("M94 298L346 346", stroke=light(face, .5), width=3, opacity=.7)
    holes(s)


def kelderby_white():
    s = Spot("#dde6e2", "#a39a84", 61)
    def crumble(s):
        for _ in range(16):
            x, y = s.r(110, 340), 0
            y = 308 + (x - 84) * .186 + s.r(4, 36)
            s.path(f"M{n(x)} {n(y)}l{n(s.r(8, 26))} {n(s.r(-4, 8))}", stroke="#d9cfae", width=3)
        s.path("M96 400h0M126 412h0M70 392h0M150 402h0", stroke="#fbf6e4", width=12)
    cheese(s, "#fbf4de", "#cfc4a4", "#f4ead0", crumble)
    return s


def old_pasture():
    s = Spot("#ead2a8", "#96704c", 62)
    def crystals(s):
        s.dots(210, 340, 110, 22, 30, 3.5, "#fff6d8", .9)
        s.path("M150 330l24 10M230 350l30 6M290 366l20 -4", stroke="#b9812e", width=3, opacity=.7)
    cheese(s, "#e3b04a", "#4f3526", "#d99f3c", crystals)
    return s


def tub(s, x, y, w, h, colour, content, swirl):
    s.shadow(x, y, w * 1.2)
    s.shape(f"M{x - w} {y - h}L{x - w * .82:.0f} {y - 8}Q{x} {y + 14} {x + w * .82:.0f} {y - 8}L{x + w} {y - h}Z", colour)
    s.ellipse(x, y - h, w, w * .26, dark(colour, .18))
    s.ellipse(x, y - h + 2, w * .92, w * .21, content)
    swirl()


def curds():
    s = Spot("#e2ead6", "#a99b74", 63)
    def lumps():
        for i in range(17):
            a, k = i * 2.4, math.sqrt(i / 17)
            s.ellipse(232 + math.cos(a) * 96 * k, 236 + math.sin(a) * 22 * k - 8, 22, 15, ("#fffaf0", "#f4ecd6", "#fdf6e4")[i % 3])
        s.path("M300 226L414 130", stroke="#8a5f3a", width=15)
        s.path("M297 222L411 126", stroke="#c99a66", width=5)
    tub(s, 232, 388, 134, 150, "#8fa4a0", "#f6efdc", lumps)
    s.path("M130 300Q232 330 334 300", stroke="#fbf6e4", width=9, opacity=.8)
    return s


def natural_yoghurt():
    s = Spot("#dbe3e8", "#a39384", 64)
    jar(s, 240, 396, 116, 210, "#faf6ea", None, "#faf6ea", "#e3ecee")
    s.rect(140, 180, 200, 42, "#dbe3e8", 0)
    s.ellipse(240, 204, 98, 27, "#d9d2c0")
    s.ellipse(240, 202, 92, 24, "#fffdf4")
    s.path("M180 202Q240 176 290 196Q304 212 250 214Q214 212 236 200Q258 194 262 204", stroke="#e6dfcc", width=6)
    s.path("M236 196q10 -30 24 -18q2 14 -24 18Z", "#fffdf4")
    return s


def orchard_honey():
    s = Spot("#f6e3b0", "#c09658", 71)
    s.shadow(210, 396, 120)
    s.shape("M120 200L210 176L300 200V372L210 400L120 372Z", "#e0962a")
    s.path("M120 200L180 214V384L120 372Z", "#b36f1c", opacity=.6)
    s.path("M240 214L300 200V372L240 386Z", "#f6c660", opacity=.55)
    s.shape("M112 168Q210 140 308 168V204Q210 226 112 204Z", "#b08a4a")
    s.shape(pts([(168, 262), (254, 262), (254, 342), (168, 342)]), "#fbf2da")
    for dx, dy in ((-14, 0), (14, 0), (0, -24), (0, 24)):
        s.path(pts([(211 + dx + 13 * math.cos(math.pi / 6 + k * math.pi / 3), 302 + dy + 13 * math.sin(math.pi / 6 + k * math.pi / 3)) for k in range(6)]), "#e0a54a")
    s.path("M344 404L430 240", stroke="#a8774a", width=12)
    s.group("rotate(27 344 404)")
    s.shape("M318 372Q344 356 370 372V424Q344 438 318 424Z", "#b98a52")
    s.path("M318 384h52M318 398h52M318 412h52", stroke="#6b4a2c", width=5)
    s.end()
    s.path("M330 430q-8 22 -30 22q-40 2 -18 8h70q22 -8 -22 -30Z", "#e8a83c")
    return s


def bag(s, paper, band, motif):
    s.shadow(244, 400, 140)
    s.shape("M130 150L350 150L362 390Q240 408 118 390Z", paper)
    s.shape("M130 150L142 104H338L350 150Z", dark(paper, .08))
    s.path("M142 106H338M136 128H344", stroke=dark(paper, .3), width=3, opacity=.6)
    s.path("M130 150L150 392M350 150L330 392", stroke=dark(paper, .25), width=3, opacity=.5)
    s.path("M126 250L354 250L358 350L122 350Z", band)
    motif()


def ear_of_wheat(s, x, y, colour):
    s.path(f"M{x} {y + 46}V{y - 30}", stroke=colour, width=4)
    for i in range(4):
        for k in (-1, 1):
            s.leaf(x, y + 14 - i * 17, 28, -math.pi / 2 + k * .65, colour, .3)
    s.leaf(x, y - 40, 26, -math.pi / 2, colour, .3)


def stoneground_wholemeal():
    s = Spot("#e9dcb6", "#ab8558", 72)
    bag(s, "#b98d5a", "#d6b078", lambda: ear_of_wheat(s, 240, 300, "#6d4526"))
    s.dots(366, 420, 50, 13, 26, 4, "#e6cfa4")
    return s


def strong_white():
    s = Spot("#dfe2da", "#a8946c", 73)
    bag(s, "#f4eede", "#b8402c", lambda: ear_of_wheat(s, 240, 300, "#fbf3dc"))
    s.dots(120, 420, 56, 13, 40, 5, "#fffdf4")
    return s


def porridge_oats():
    s = Spot("#f0e0b6", "#b28c5a", 74)
    s.shadow(200, 400, 130)
    s.shape("M96 160L296 160L308 390Q200 408 84 390Z", "#d9c49a")
    s.shape("M96 160L110 116H284L296 160Z", "#c4ac80")
    s.path("M92 240H300L304 340H88Z", "#35566b")
    s.path("M150 316q-6 -44 46 -46t48 46q-20 16 -48 16t-46 -16Z", "#f4ead0")
    s.path("M176 262q8 -14 0 -24M212 262q8 -14 0 -24", stroke="#f4ead0", width=5)
    s.path("M330 380L436 300", stroke="#a8774a", width=13)
    s.shape("M290 372Q330 350 364 372Q362 410 326 416Q292 408 290 372Z", "#b98a56")
    for _ in range(30):
        x, y, t = 320 + s.r(-80, 90), 424 + s.r(-20, 18), s.r(0, 3)
        s.path(f"M{n(x)} {n(y)}l{n(8 * math.cos(t))} {n(4 * math.sin(t))}", stroke=s.rnd.choice(["#f6e6be", "#ead09a", "#dcbc82"]), width=7)
    return s


def dried_apple_rings():
    s = Spot("#ecdcb8", "#b08c60", 75)
    s.path("M104 40Q90 250 240 380Q392 250 376 40", stroke="#8a6a48", width=5)
    spots = [(105, 110), (114, 176), (138, 240), (178, 300), (228, 344), (282, 334), (326, 282), (354, 222), (368, 160), (374, 100)]
    for i, (x, y) in enumerate(spots):
        tilt = (i - 4.5) * 16
        s.group(f"rotate({n(tilt)} {x} {y})")
        s.path(f"M{x - 54} {y}a54 40 0 1 0 108 0a54 40 0 1 0 -108 0M{x - 17} {y}a17 12 0 1 1 34 0a17 12 0 1 1 -34 0Z", ("#e9c788", "#f0d6a0", "#ddb878")[i % 3])
        s.path(f"M{x - 52} {y + 6}a54 40 0 0 0 104 0", stroke="#b8583c", width=6)
        s.path(f"M{x - 40} {y - 8}q12 -16 30 -18M{x + 30} {y + 14}q-10 8 -20 9", stroke="#c99a58", width=3, opacity=.8)
        s.end()
    return s


def starter_jar():
    s = Spot("#e6e0c8", "#a58d68", 76)
    def bubbles():
        s.path("M140 236q20 -16 40 0t40 -4t40 6t40 -4t50 4v-60h-210Z", "#efe6cf")
        for _ in range(24):
            x, y, r = s.r(160, 320), s.r(256, 384), s.r(4, 12)
            s.ellipse(x, y, r, r * .9, "#c9b384")
            s.ellipse(x - r * .2, y - r * .2, r * .6, r * .5, "#f8efd6")
    jar(s, 240, 396, 92, 260, "#e3d2a6", "#8fa4a0", "check", None, bubbles)
    s.path("M150 262H330", stroke="#b8503a", width=7)
    return s


def beeswax_candle():
    s = Spot("#e2d3b0", "#94704e", 77)
    s.ellipse(220, 140, 120, 120, "#ffe6a0", .45)
    s.shadow(240, 404, 110)
    for x, top, c in ((206, 150, "#e0ab44"), (276, 176, "#e8b850")):
        s.shape(f"M{x - 27} {top + 10}Q{x} {top - 8} {x + 27} {top + 10}L{x + 31} 396Q{x} 408 {x - 31} 396Z", c)
        s.path(f"M{x - 22} {top + 16}q-4 30 2 52M{x + 18} {top + 14}q6 20 0 34", stroke="#f9dd92", width=6, opacity=.8)
        s.path(f"M{x} {top + 4}v-22", stroke="#3a2620", width=4)
    s.path("M206 70Q226 104 216 124Q206 136 196 124Q186 102 206 70Z", "#f6a83c")
    s.path("M206 94Q216 110 211 121Q206 127 201 121Q196 110 206 94Z", "#fff3c8")
    s.path("M172 300Q240 320 310 300M172 310Q240 330 310 310", stroke="#8a6a48", width=5)
    s.path("M240 314q-40 -30 -46 0q6 16 46 0q42 -30 48 0q-8 16 -48 0M240 316l-24 44M242 316l26 40", stroke="#8a6a48", width=5)
    return s
