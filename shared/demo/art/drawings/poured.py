"""Bottles and jars."""

from drawings.kit import *


def bottle(s, x, y, h, glass, label, cap, w=.15, full=.86, motif="hills", accent="#9c3d2a", shoulder=.58):
    """x, y is the middle of the foot; `full` how far up it is filled."""
    w = h * w
    s.shadow(x, y, w * 1.6, w * .34)
    d = (f"M{n(x - w)} {n(y - 8)}Q{n(x - w)} {n(y)} {n(x - w + 9)} {n(y)}H{n(x + w - 9)}Q{n(x + w)} {n(y)} {n(x + w)} {n(y - 8)}V{n(y - h * shoulder)}"
         f"C{n(x + w)} {n(y - h * (shoulder + .15))} {n(x + w * .4)} {n(y - h * (shoulder + .14))} {n(x + w * .38)} {n(y - h * (shoulder + .26))}V{n(y - h * .97)}H{n(x - w * .38)}V{n(y - h * (shoulder + .26))}"
         f"C{n(x - w * .4)} {n(y - h * (shoulder + .14))} {n(x - w)} {n(y - h * (shoulder + .15))} {n(x - w)} {n(y - h * shoulder)}Z")
    name = s.shape(d, light(glass, .35), None, None)
    s.clip(name)
    s.rect(x - w, y - h * full, w * 2, h * full, glass)
    s.rect(x - w, y - h * .44, w * 2, h * .3, label)
    if motif == "hills":
        s.path(f"M{n(x - w)} {n(y - h * .2)}q{n(w * .6)} {n(-h * .07)} {n(w)} {n(-h * .03)}t{n(w)} {n(-h * .02)}V{n(y - h * .14)}H{n(x - w)}Z", accent, opacity=.75)
        s.ellipse(x + w * .1, y - h * .33, w * .24, w * .24, accent)
    elif motif == "apple":
        s.ellipse(x, y - h * .27, w * .36, w * .34, accent)
        s.leaf(x + 2, y - h * .27 - w * .3, w * .4, -.6, "#66774a")
    elif motif == "pear":
        s.path(f"M{n(x)} {n(y - h * .39)}q{n(w * .2)} 0 {n(w * .2)} {n(h * .06)}q{n(w * .34)} {n(h * .05)} {n(w * .14)} {n(h * .11)}q{n(-w * .34)} {n(h * .04)} {n(-w * .68)} 0q{n(-w * .2)} {n(-h * .06)} {n(w * .14)} {n(-h * .11)}q0 {n(-h * .06)} {n(w * .2)} {n(-h * .06)}Z", accent)
    elif motif == "star":
        s.path(pts([(x + math.cos(a * math.pi / 4 - math.pi / 2) * w * (.42 if a % 2 == 0 else .17), y - h * .29 + math.sin(a * math.pi / 4 - math.pi / 2) * w * (.42 if a % 2 == 0 else .17)) for a in range(8)]), accent)
    elif motif == "root":
        s.path(f"M{n(x - w * .4)} {n(y - h * .25)}q{n(w * .2)} {n(-h * .06)} {n(w * .4)} {n(-h * .02)}t{n(w * .4)} {n(-h * .02)}M{n(x)} {n(y - h * .27)}v{n(-h * .07)}M{n(x - w * .2)} {n(y - h * .27)}v{n(h * .06)}", stroke=accent, width=w * .24)
    else:
        s.path(f"M{n(x - w * .5)} {n(y - h * .34)}h{n(w)}M{n(x - w * .5)} {n(y - h * .28)}h{n(w * .7)}M{n(x - w * .5)} {n(y - h * .22)}h{n(w * .9)}", stroke=accent, width=4, opacity=.7)
    s.end()
    s.out.append(f'<use href="#{name}" fill="url(#t)"/>')
    s.path(f"M{n(x - w * .66)} {n(y - h * .54)}V{n(y - h * .47)}M{n(x - w * .66)} {n(y - h * .12)}v{n(h * .06)}", stroke="#fff8e2", width=w * .14, opacity=.6)
    if cap:
        s.shape(f"M{n(x - w * .46)} {n(y - h * .92)}H{n(x + w * .46)}V{n(y - h)}H{n(x - w * .46)}Z", cap)


def jar(s, x, y, w, h, fill, cloth=None, pattern="check", label="#f5e9d0", inside=None):
    """A jar; with `cloth` a cloth lid, else a plain one. `inside` draws on the filling."""
    s.shadow(x, y, w * 1.3, w * .28)
    d = f"M{n(x - w + 9)} {n(y)}Q{n(x - w)} {n(y)} {n(x - w)} {n(y - 12)}V{n(y - h * .68)}Q{n(x - w)} {n(y - h * .82)} {n(x - w * .76)} {n(y - h * .86)}H{n(x + w * .76)}Q{n(x + w)} {n(y - h * .82)} {n(x + w)} {n(y - h * .68)}V{n(y - 12)}Q{n(x + w)} {n(y)} {n(x + w - 9)} {n(y)}Z"
    name = s.shape(d, light(fill, .6), None, None)
    s.clip(name)
    s.rect(x - w, y - h * .78, w * 2, h, fill)
    if inside:
        inside()
    s.end()
    s.out.append(f'<use href="#{name}" fill="url(#t)"/>')
    s.path(f"M{n(x - w * .74)} {n(y - h * .66)}V{n(y - h * .3)}", stroke="#fff8e6", width=w * .09, opacity=.65)
    if label:
        s.shape(pts([(x - w * .56, y - h * .5), (x + w * .6, y - h * .5), (x + w * .6, y - h * .16), (x - w * .56, y - h * .16)]), label)
        s.path(f"M{n(x - w * .36)} {n(y - h * .39)}h{n(w * .74)}M{n(x - w * .36)} {n(y - h * .28)}h{n(w * .5)}", stroke="#7a5a48", width=4, opacity=.7)
    if cloth:
        lid = f"M{n(x - w * 1.08)} {n(y - h * .7)}Q{n(x - w * .9)} {n(y - h * .86)} {n(x - w * .78)} {n(y - h)}Q{n(x)} {n(y - h * 1.12)} {n(x + w * .78)} {n(y - h)}Q{n(x + w * .9)} {n(y - h * .86)} {n(x + w * 1.1)} {n(y - h * .72)}Q{n(x + w * .75)} {n(y - h * .8)} {n(x + w * .5)} {n(y - h * .71)}Q{n(x + w * .24)} {n(y - h * .8)} {n(x)} {n(y - h * .72)}Q{n(x - w * .3)} {n(y - h * .8)} {n(x - w * .52)} {n(y - h * .71)}Q{n(x - w * .8)} {n(y - h * .79)} {n(x - w * 1.08)} {n(y - h * .7)}Z"
        cap = s.shape(lid, cloth, None, None)
        s.clip(cap)
        if pattern == "check":
            s.path("".join(f"M{n(x + i * w * .26)} {n(y - h * 1.1)}V{n(y - h * .68)}" for i in range(-4, 5)) + "".join(f"M{n(x - w * 1.2)} {n(y - h * (.74 + j * .09))}H{n(x + w * 1.2)}" for j in range(5)), stroke="#fff3dc", width=w * .09, opacity=.5)
        elif pattern == "dots":
            s.dots(x, y - h * .88, w, h * .2, 26, w * .1, "#fff3dc", .9)
        s.end()
        s.out.append(f'<use href="#{cap}" fill="url(#l)"/><use href="#{cap}" fill="url(#s)"/>')
        s.path(f"M{n(x - w * .86)} {n(y - h * .87)}Q{n(x)} {n(y - h * .8)} {n(x + w * .86)} {n(y - h * .87)}", stroke="#e9d3a4", width=5)
    else:
        s.shape(f"M{n(x - w * .82)} {n(y - h * .84)}H{n(x + w * .82)}V{n(y - h)}H{n(x - w * .82)}Z", pattern if pattern.startswith("#") else "#b08a4a")


def sprig(s, x, y, berry, count=7, size=26):
    for i in range(count):
        a, k = s.r(0, 6.28), s.r(0, 1)
        bx, by = x + math.cos(a) * 46 * k, y + math.sin(a) * 15 * k
        s.ellipse(bx, by, size * .5, size * .52, mix(berry, "#2a1420", s.r(0, .25)))
        s.ellipse(bx - size * .13, by - size * .16, size * .12, size * .1, "#fff3dc", .7)


def apple_juice_sharp():
    s = Spot("#e4e6b6", "#b9a06a", 31)
    bottle(s, 240, 426, 386, "#dfc75a", "#f6efd6", "#66774a", motif="apple", accent="#8f9f48")
    return s


def apple_juice_sweet():
    s = Spot("#f3d9ae", "#c09a66", 32)
    bottle(s, 240, 426, 386, "#d18e2c", "#f6ead0", "#9c3d2a", motif="apple", accent="#b8402c")
    return s


def pear_juice():
    s = Spot("#eee9bc", "#b9a878", 33)
    bottle(s, 240, 426, 386, "#d9cf7c", "#f4d878", "#c98f3c", motif="pear", accent="#8f9a3c")
    return s


def ginger_and_apple():
    s = Spot("#f0cfa0", "#b98a58", 34)
    bottle(s, 214, 426, 386, "#b56a1e", "#f2a850", "#5a2a35", motif="root", accent="#8a3d1c")
    s.shadow(360, 404, 70)
    s.shape("M300 392Q300 362 334 366Q342 334 368 352Q376 366 370 378Q410 366 414 392Q410 410 376 402Q340 414 300 392Z", "#c9a05a")
    s.path("M318 380q10 8 8 18M352 362q8 6 6 14M388 384q4 8 0 14", stroke="#8a6230", width=3, opacity=.7)
    return s


def bank_cider():
    s = Spot("#d9cba4", "#9a7850", 35)
    bottle(s, 240, 426, 386, "#4a4a26", "#f1e4c2", "#35566b", motif="hills", accent="#66774a")
    return s


def kelderby_sparkling():
    s = Spot("#d6d6c0", "#8f8262", 36)
    bottle(s, 240, 426, 388, "#2f4630", "#2a2a30", None, .165, motif="star", accent="#e0b050", shoulder=.46)
    s.shape("M208 132Q210 42 220 36H260Q270 42 272 132Q240 146 208 132Z", "#d9a83e")
    s.path("M212 92Q240 104 268 92M220 44l40 34M260 44l-40 34", stroke="#8f6a20", width=3, opacity=.7)
    return s


def perry():
    s = Spot("#e9ecd2", "#a9a47c", 37)
    bottle(s, 240, 426, 386, "#b9c489", "#fbf8ea", "#e9e2c4", .115, motif="pear", accent="#9aa66a", shoulder=.52)
    return s


def apple_jelly():
    s = Spot("#f4e0b4", "#c49c66", 41)
    jar(s, 240, 388, 96, 216, "#e39a2e", "#b8503a", "check")
    return s


def windfall_chutney():
    s = Spot("#e3d0b0", "#a87d56", 42)
    jar(s, 240, 386, 112, 190, "#6d3a26", "#b99260", "plain", inside=lambda: (s.dots(240, 320, 110, 60, 40, 10, "#8f5230"), s.dots(240, 320, 110, 60, 26, 5, "#e0b050")))
    return s


def plum_jam():
    s = Spot("#ecd2cc", "#a97c70", 43)
    jar(s, 216, 388, 94, 214, "#8a1f30", "#35566b", "dots")
    for x, y in ((360, 376), (404, 402)):
        s.shadow(x, y + 26, 40)
        s.shape(s.blob(x, y, 38, 33, 9, .03), "#5a2446")
        s.path(f"M{x} {y - 32}q-8 30 2 62", stroke="#3a1430", width=3, opacity=.6)
    return s


def quince_paste():
    s = Spot("#f2dcae", "#b08a5e", 44)
    s.shape("M48 372Q240 330 432 366Q440 390 424 402Q240 440 60 404Q42 392 48 372Z", "#a8774a")
    s.shadow(232, 372, 150)
    s.shape(pts([(120, 268), (262, 300), (262, 376), (120, 340)]), "#b5481f")
    s.shape(pts([(262, 300), (340, 262), (340, 336), (262, 376)]), "#9a3a1a")
    s.shape(pts([(120, 268), (204, 236), (340, 262), (262, 300)]), "#d9662c")
    s.path("M136 276L262 304L330 270", stroke="#ffd9a0", width=4, opacity=.6)
    s.shape(pts([(300, 384), (384, 350), (404, 372), (318, 408)]), "#cf5a28")
    s.shape(pts([(300, 384), (318, 408), (318, 420), (300, 396)]), "#9a3a1a")
    s.leaf(92, 250, 70, -.7)
    s.shadow(92, 330, 52)
    s.shape("M92 252Q136 250 142 296Q140 340 92 342Q44 340 42 296Q48 250 92 252Z", "#e0c04a")
    s.path("M92 254q-2 -14 6 -22", stroke="#5b4437", width=5)
    return s


def damson_cheese():
    s = Spot("#dccbd0", "#937078", 45)
    s.ellipse(240, 368, 186, 44, "#7d8f96")
    s.ellipse(240, 360, 186, 42, "#eef1ea")
    s.ellipse(240, 360, 134, 26, "#d3dcd8")
    s.shape("M130 262Q240 300 350 262L366 340Q240 392 114 340Z", "#3a1428")
    s.shape(s.blob(240, 258, 112, 36, 12, .015), "#541f38")
    s.path("M156 250Q200 230 262 234", stroke="#c990a4", width=6, opacity=.6)
    s.path("M140 290q6 40 -2 56", stroke="#a8607c", width=7, opacity=.5)
    sprig(s, 402, 402, "#33244a", 6, 28)
    s.leaf(410, 388, 50, -.9)
    return s


def pickled_pears():
    s = Spot("#e6e4c0", "#a89468", 46)
    def pears():
        for x, y, a in ((200, 330, -10), (284, 322, 14), (206, 250, 12), (280, 242, -14)):
            s.group(f"rotate({a} {x} {y})")
            s.path(f"M{x} {y - 46}q16 0 18 26q26 24 16 46q-12 18 -34 18t-34 -18q-10 -22 16 -46q2 -26 18 -26Z", "#f4ecc4")
            s.path(f"M{x} {y - 8}q12 14 0 34q-12 -20 0 -34Z", "#d9c88a")
            s.end()
        s.path("M236 286l8 20M306 276l-6 20M178 290l6 18", stroke="#5a3222", width=6)
        s.leaf(250, 236, 62, 1.2, "#7d8a4c", .3)
    jar(s, 240, 398, 98, 270, "#d9cd88", None, "#b08a4a", None, pears)
    return s


def apple_butter():
    s = Spot("#ecd0a8", "#aa7a50", 47)
    jar(s, 220, 386, 104, 186, "#7d4520", "#e0a54a", "dots")
    s.path("M340 402L430 300", stroke="#8a5f3a", width=15)
    s.path("M337 398L427 296", stroke="#c99a66", width=5)
    s.shape(s.blob(330, 412, 40, 23, 9, .03), "#a8774a")
    s.shape(s.blob(328, 408, 30, 15, 9, .06), "#6d3818")
    return s


def blackberry_vinegar():
    s = Spot("#ddd0dc", "#8a7280", 48)
    bottle(s, 216, 396, 250, "#4f1c44", "#f3e6d6", "#b98a5a", .26, .7, "lines", "#6a3a5a", .5)
    sprig(s, 368, 392, "#2f1c3a", 9, 30)
    s.leaf(380, 376, 56, -.5)
    s.leaf(356, 378, 46, -2.3)
    return s


def cider_vinegar():
    s = Spot("#f0e2ba", "#b5935f", 54)
    bottle(s, 240, 420, 340, "#d9a23e", "#f6ecd2", None, .17, .8, "lines", "#9c3d2a", .56)
    s.ellipse(240, 408, 46, 10, "#f4dfa0", .6)
    s.ellipse(240, 68, 26, 24, "#cfe0da")
    s.ellipse(232, 61, 8, 7, "#fff")
    s.rect(229, 84, 22, 18, "#b9cfc8")
    return s


def apple_syrup():
    s = Spot("#e8d2b2", "#a07850", 55)
    bottle(s, 200, 394, 236, "#2f1510", "#e9cf98", "#b8503a", .21, .74, "apple", "#9c3d2a", .52)
    s.path("M300 396Q360 382 446 336", stroke="#b9c2c0", width=9)
    s.shape(s.blob(310, 398, 46, 22, 10, .02), "#c9d2d0")
    s.shape(s.blob(308, 398, 36, 15, 10, .03), "#3a1812")
    s.path("M286 394q14 -8 30 -6", stroke="#e0a878", width=4, opacity=.8)
    return s
