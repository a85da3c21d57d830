"""Bread and cake."""

from drawings.kit import *

WALL, TABLE = "#ecd6ae", "#c99a66"


def cut(s, x0, y0, x1, y1, w, colour="#f4dcae"):
    dx, dy = x1 - x0, y1 - y0
    k = math.hypot(dx, dy) or 1
    px, py = -dy / k * w, dx / k * w
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    s.path(f"M{n(x0)} {n(y0)}Q{n(mx + px)} {n(my + py)} {n(x1)} {n(y1)}Q{n(mx - px)} {n(my - py)} {n(x0)} {n(y0)}Z", colour)
    s.path(f"M{n(x0)} {n(y0)}Q{n(mx - px)} {n(my - py)} {n(x1)} {n(y1)}", stroke="#8a4c27", width=2.2, opacity=.8)


def hollin_loaf():
    s = Spot(WALL, TABLE, 1)
    s.shadow(240, 352, 165)
    name = s.shape(s.blob(236, 268, 158, 108, 13, .02), "#b5713a")
    s.clip(name)
    s.ellipse(180, 215, 95, 52, "#e3b06a", .5)
    s.end()
    s.dots(220, 245, 135, 80, 60, 3, "#fff3dc", .6)
    cut(s, 236, 352, 232, 178, 9)
    for side in (-1, 1):
        for k in range(4):
            y = 318 - k * 36
            cut(s, 235, y, 235 + side * (70 - k * 8), y - 42 + k * 3, 8)
    return s


def kelderby_brown():
    s = Spot("#e6d2a8", "#b98a5a", 2)
    s.shadow(244, 378, 150)
    s.shape("M112 374Q100 250 118 196Q96 140 160 128Q240 104 318 128Q384 142 360 198Q378 252 366 374Q240 388 112 374Z", "#8a5030")
    s.shape("M118 200Q92 140 160 126Q240 100 318 126Q388 140 358 202Q240 176 118 200Z", "#a5653a")
    cut(s, 150, 160, 330, 156, 22, "#d9a86a")
    s.path("M120 240Q240 226 360 240M118 290Q240 278 364 290M116 336Q240 328 366 336", stroke="#6d3a22", width=2.500, opacity=.4)
    s.dots(240, 280, 110, 80, 50, 3.5, "#5f3320", .5)
    s.dots(220, 150, 110, 26, 30, 3, "#f4dcae", .6)
    return s


def seeded_rye():
    s = Spot("#dccda6", "#a87a52", 3)
    s.shadow(240, 376, 175)
    s.shape("M196 368V214Q196 190 220 186L394 176Q416 176 416 200V352Q416 366 402 366Z", "#4f2f24")
    s.dots(310, 196, 96, 13, 70, 5, "#d9b878")
    s.dots(310, 200, 96, 14, 40, 4, "#8a6238")
    for x, c in ((150, "#7d5238"), (82, "#875a3c")):
        s.shape(f"M{x} 372V232Q{x + 2} 210 {x + 34} 206Q{x + 92} 200 {x + 110} 208Q{x + 122} 214 {x + 122} 234V368Q{x + 60} 378 {x} 372Z", "#432820")
        s.shape(f"M{x + 8} 364V238Q{x + 10} 220 {x + 36} 216Q{x + 90} 210 {x + 106} 218Q{x + 113} 224 {x + 113} 238V361Q{x + 60} 370 {x + 8} 364Z", c)
        s.dots(x + 60, 292, 46, 66, 46, 4, "#b98a5c", .8)
        s.dots(x + 60, 292, 46, 66, 24, 3.5, "#3a2018", .8)
    return s


def oat_and_honey():
    s = Spot("#f0dcb0", "#c99e6a", 4)
    s.shadow(244, 350, 180)
    s.shape(s.blob(240, 272, 178, 92, 13, .02), "#c98d4c")
    cut(s, 110, 282, 366, 246, 18)
    for _ in range(34):
        a, k = s.r(0, 6.28), s.r(.2, .95)
        x, y = 240 + math.cos(a) * 165 * k, 262 + math.sin(a) * 80 * k
        if abs(y - (268 - (x - 240) * .14)) > 17:
            t = s.r(0, 3)
            s.path(f"M{n(x - 8 * math.cos(t))} {n(y - 5 * math.sin(t))}L{n(x + 8 * math.cos(t))} {n(y + 5 * math.sin(t))}", stroke=s.rnd.choice(["#f6e6be", "#ead09a"]), width=7.5)
    s.path("M84 352h0M120 376h0M360 374h0M402 356h0", stroke="#f2dfb2", width=9)
    return s


def potato_and_rosemary():
    s = Spot("#dfd8ae", "#b98f60", 5)
    s.shadow(244, 350, 185)
    s.shape(s.blob(240, 286, 184, 84, 14, .02), "#a9662f")
    s.shape(s.blob(240, 268, 178, 78, 14, .02), "#d9a458")
    for x, y in ((140, 262), (200, 232), (276, 226), (344, 252), (250, 278), (178, 302), (320, 304), (110, 290)):
        s.ellipse(x, y, 25, 12, "#a9662f", .55)
        s.ellipse(x + 3, y + 4, 20, 7, "#f2cf8a", .7)
    for x, y, a in ((170, 254, .4), (236, 250, -.5), (300, 270, .2), (220, 304, -.2), (346, 282, .7), (128, 276, -.6)):
        s.path(f"M{x} {y}l{n(44 * math.cos(a))} {n(20 * math.sin(a))}", stroke="#4f6340", width=3)
        s.path("".join(f"M{n(x + 44 * math.cos(a) * t)} {n(y + 20 * math.sin(a) * t)}l{8 if i % 2 else 4} {-9 if i % 2 else 9}" for i, t in enumerate((.15, .35, .55, .75, .95))), stroke="#66774a", width=3.5)
    s.dots(240, 268, 150, 60, 26, 3.5, "#fffaf0", .9)
    return s


def baguette():
    s = Spot("#f0d9ae", "#c2925e", 6)
    s.shadow(240, 350, 190)
    for ang, y in ((-24, 262), (22, 250)):
        s.group(f"rotate({ang} 240 {y})")
        s.shape(f"M40 {y}Q60 {y - 48} 240 {y - 50}Q420 {y - 48} 440 {y}Q420 {y + 46} 240 {y + 46}Q60 {y + 46} 40 {y}Z", "#c27f3c")
        for i in range(5):
            x = 92 + i * 62
            cut(s, x, y + 22, x + 56, y - 30, 11)
        s.dots(240, y, 170, 34, 26, 3, "#fff3dc", .6)
        s.end()
    return s


def milk_rolls():
    s = Spot("#f3dfba", "#c99a66", 7)
    s.shadow(244, 372, 170)
    for x, y in ((172, 238), (300, 232), (158, 312), (312, 310)):
        s.shape(s.blob(x, y, 86, 64, 11, .02), "#c9813a")
        s.path(f"M{x - 52} {y - 22}Q{x - 20} {y - 56} {x + 26} {y - 46}", stroke="#ffe9bd", width=11, opacity=.75)
    s.path("M236 200Q228 262 238 352M96 276Q240 262 384 274", stroke="#f0cf92", width=7, opacity=.8)
    s.dots(240, 250, 130, 60, 26, 3, "#fff6e0", .5)
    return s


def fruit_bread():
    s = Spot("#e9d2b2", "#b78758", 8)
    s.shadow(236, 372, 190)
    s.shape("M210 366V236Q200 176 262 166L382 160Q446 164 438 226L430 346Q428 358 414 360Z", "#7d4526")
    s.path("M262 168Q330 150 392 162", stroke="#b5713f", width=9, opacity=.8)
    for x, c in ((136, "#dcae6c"), (40, "#e6bd7e")):
        s.shape(f"M{x} 366V246Q{x - 6} 190 {x + 66} 184Q{x + 142} 188 {x + 132} 248V366Q{x + 66} 376 {x} 366Z", "#7d4526")
        s.shape(f"M{x + 10} 357V250Q{x + 6} 204 {x + 66} 197Q{x + 130} 202 {x + 122} 250V357Q{x + 66} 366 {x + 10} 357Z", c)
        s.dots(x + 66, 284, 46, 66, 18, 12, "#4a2028")
        s.dots(x + 66, 284, 46, 66, 9, 9, "#c9803c")
    s.shape("M330 420L392 408L420 424V446L358 460L330 444Z", "#f6dd86")
    return s


def wedge(s, sponge, crust, drop=None):
    s.ellipse(240, 388, 190, 40, "#8fa3a3")
    s.ellipse(240, 380, 190, 38, "#eef1ea")
    s.ellipse(240, 380, 140, 25, "#dbe3dc")
    s.shape("M88 366L366 300L398 380L150 404Z", dark(sponge, .25))
    s.shape("M88 366V228L362 176L366 306Z", sponge)
    s.shape("M362 176L398 240V384L366 306Z", dark(sponge, .2))
    s.shape("M84 232Q220 186 364 168L404 240L396 254L360 190Q220 214 90 248Z", crust)


def windfall_cake():
    s = Spot("#dcd6a8", "#b98a5a", 9)
    wedge(s, "#e9bd72", "#8f4f26")
    for _ in range(13):
        u, v = s.r(.06, .9), s.r(.2, .9)
        x, y = 94 + 264 * u, 238 + (-54) * u + 124 * v
        s.path(s.blob(x, y, s.r(12, 19), s.r(6, 9), 5, .2), "#f8eac0")
    s.dots(220, 270, 110, 50, 26, 4, "#b9763a", .6)
    s.dots(240, 208, 130, 12, 30, 4.500, "#f6d694")
    s.path("M120 226Q180 208 230 204M260 200Q310 192 350 184", stroke="#f2e2b0", width=9)
    s.path("M120 220Q180 202 230 198M260 194Q310 186 350 178", stroke="#b8402c", width=4)
    return s


def parkin():
    s = Spot("#e3cda8", "#a87a52", 10)
    s.path("M60 384L250 330L440 372L250 440Z", "#f4ead2")
    s.shadow(246, 388, 140)
    for x, y, w in ((246, 330, 136), (238, 262, 128), (252, 196, 118)):
        s.shape(pts([(x - w, y - 12), (x, y + 22), (x, y + 82), (x - w, y + 44)]), "#4f2a1c")
        s.shape(pts([(x, y + 22), (x + w, y - 14), (x + w, y + 42), (x, y + 82)]), "#63361f")
        s.shape(pts([(x - w, y - 12), (x - 6, y - 44), (x + w, y - 14), (x, y + 22)]), "#87502c", shade=None)
        s.dots(x, y - 12, w * .7, 17, 16, 4, "#c98d52", .8)
        s.path(f"M{x - w * .6:.0f} {y - 16}Q{x - 20} {y - 36} {x + w * .4:.0f} {y - 26}", stroke="#f0c890", width=5, opacity=.5)
    return s


def curd_tart():
    s = Spot("#f0deb4", "#b9905f", 11)
    s.shadow(244, 366, 160)
    s.shape("M86 270L112 352Q240 392 368 352L394 270Q240 330 86 270Z", "#c98d48")
    s.path("M128 308l8 54M168 322l6 50M208 330l3 52M250 332v52M292 328l-4 50M332 320l-7 46", stroke="#a5682f", width=3, opacity=.6)
    d = "M84 268"
    for i in range(18):
        a0, a1 = math.pi + math.tau * i / 18, math.pi + math.tau * (i + 1) / 18
        m = (a0 + a1) / 2
        d += f"Q{n(240 + math.cos(m) * 176)} {n(264 + math.sin(m) * 76)} {n(240 + math.cos(a1) * 156)} {n(264 + math.sin(a1) * 64)}"
    s.shape(d + "Z", "#dba75e")
    s.shape(s.blob(240, 260, 132, 50, 12, .02), "#f2cd72")
    s.dots(240, 260, 108, 36, 13, 11, "#4a2430")
    s.dots(240, 258, 118, 42, 46, 2.6, "#8a5a34", .8)
    s.path("M150 246Q190 218 240 216", stroke="#fff3c8", width=7, opacity=.7)
    return s


def cinnamon_knot():
    s = Spot("#ecd2b0", "#b9865a", 12)
    s.shadow(244, 366, 158)
    s.shape(s.blob(240, 282, 150, 96, 12, .03), "#a5612e")
    for d in ("M118 292Q130 210 230 210Q330 214 352 292", "M138 330Q180 252 260 262Q330 270 340 336", "M180 222Q260 240 300 350", "M318 228Q220 250 176 356"):
        s.path(d, stroke="#7d4020", width=45)
        s.path(d, stroke="#cf8f4a", width=37)
        s.path(d, stroke="#8f4f26", width=8, opacity=.75)
        s.path(d, stroke="#ffe6b4", width=4, opacity=.7)
    s.shape(s.blob(242, 282, 42, 32, 9, .05), "#d99a54")
    s.dots(240, 276, 120, 66, 30, 6, "#fffaf0", .9)
    return s


def eccles_cake():
    s = Spot("#e4d3b0", "#a98058", 13)
    s.shadow(244, 352, 165)
    s.shape(s.blob(240, 276, 162, 90, 14, .025), "#c58a44")
    s.path("M92 300Q240 392 388 300", stroke="#8f5a2a", width=5, opacity=.5)
    s.path("M104 316Q240 400 376 316", stroke="#f0cd8c", width=4, opacity=.6)
    for x in (186, 238, 290):
        cut(s, x - 14, 300, x + 22, 222, 12, "#3d1c26")
    s.dots(230, 256, 130, 60, 90, 4.500, "#fffaf0", .9)
    s.path("M120 240Q170 190 240 190", stroke="#ffe9bd", width=9, opacity=.6)
    return s


def oat_flapjack():
    s = Spot("#f2deae", "#b78a58", 14)
    s.path("M50 372L260 316L440 362L236 432Z", "#f4ead2")
    s.shadow(250, 372, 165)
    s.shape(pts([(72, 272), (250, 322), (250, 384), (72, 330)]), "#a9692c")
    s.shape(pts([(250, 322), (372, 280), (396, 262), (412, 306), (412, 330), (250, 384)]), "#bf7f38")
    s.shape("M72 272L236 216L352 244L362 258L384 254L396 264L372 282L250 322Z", "#dca04a")
    flakes = {"#f4d896": [], "#c0803a": [], "#ffe9b4": []}
    for _ in range(48):
        u, v, t = s.r(0, 1), s.r(0, 1), s.r(0, 3)
        x, y = 84 + 150 * u + 140 * v, 272 - 50 * u + 42 * v
        flakes[s.rnd.choice(list(flakes))].append(f"M{round(x - 6 * math.cos(t))} {round(y)}l{round(12 * math.cos(t))} {round(6 * math.sin(t))}")
    for colour, d in flakes.items():
        s.path("".join(d), stroke=colour, width=5)
    s.dots(160, 326, 70, 26, 26, 5, "#d99a48", .8)
    s.path("M420 380h0M436 366h0M408 396h0M446 392h0", stroke="#dca04a", width=11)
    return s


def ginger_biscuits():
    s = Spot("#ead0a6", "#b07f52", 15)
    s.shadow(222, 384, 130)
    for i in range(8):
        x, y = 216 + s.r(-7, 7), 366 - i * 25
        s.shape(f"M{n(x - 112)} {y}Q{n(x - 114)} {y + 22} {n(x)} {y + 24}Q{n(x + 114)} {y + 22} {n(x + 112)} {y}Q{n(x)} {y + 14} {n(x - 112)} {y}Z", "#8f4f22")
        s.ellipse(x, y, 112, 25, "#b9702e")
    s.ellipse(216, 190, 112, 26, "#c98038")
    s.path("M140 186l40 8l20 -14l34 14l30 -10M190 206l26 -10l40 8M170 176l30 -2l26 8", stroke="#8f4f22", width=4)
    s.path("M130 180Q160 168 206 166", stroke="#f6cf8a", width=5, opacity=.7)
    s.path("M104 250Q216 282 328 250M222 168Q236 260 228 392", stroke="#f2e6cc", width=5)
    s.path("M226 168q-40 -44 -52 -10q0 18 52 10q44 -50 58 -14q2 20 -58 14M226 170l-30 40M228 170l36 36", stroke="#f2e6cc", width=5)
    s.group("rotate(-58 372 340)")
    s.shape("M300 330Q302 352 372 354Q442 352 444 330Q372 344 300 330Z", "#8f4f22")
    s.ellipse(372, 326, 72, 19, "#c98038")
    s.path("M330 324l22 6l20 -10l24 8l20 -6", stroke="#8f4f22", width=3.5)
    s.end()
    return s


def almond_plum_slice():
    s = Spot("#e6cdb8", "#a97a5c", 16)
    s.shadow(250, 376, 175)
    s.shape(pts([(64, 286), (280, 336), (280, 392), (64, 338)]), "#d09a4e")
    s.shape(pts([(280, 336), (424, 272), (424, 326), (280, 392)]), "#b9803c")
    s.shape(pts([(64, 286), (212, 222), (424, 272), (280, 336)]), "#e8bd6c")
    s.path("M64 318L280 372L424 306", stroke="#f3d796", width=7, opacity=.8)
    for x, y in ((150, 276), (218, 254), (232, 298), (300, 276), (318, 312), (366, 286)):
        s.ellipse(x, y, 39, 18, "#4a1c34")
        s.ellipse(x, y - 3, 34, 14, "#7d2c46")
        s.path(f"M{x - 18} {y - 8}q18 -8 34 0", stroke="#e9a0a8", width=4, opacity=.7)
    for _ in range(14):
        x, y = 244 + s.r(-120, 120), 279 + s.r(-34, 34)
        s.path(f"M{n(x)} {n(y)}q8 -7 16 0q-8 6 -16 0Z", "#fff3d2")
    return s
