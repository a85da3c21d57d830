"""Apples and pears."""

from drawings.kit import *

TABLE = "#c7a270"


def apple(s, x, y, r, colour, blush="#e7b64f", long=1.0, russet=None, leaf=True, streaks=True, lean=0):
    """`long` above 1 stretches it; `russet` is the colour of a rough skin."""
    h = r * long
    s.shadow(x, y + h * .84, r * .98)
    s.group(f"rotate({lean} {x} {y})")
    w = .72 if long > 1.1 else 1.0
    d = (f"M{n(x)} {n(y - h * .72)}C{n(x + r * .35)} {n(y - h)} {n(x + r * 1.05)} {n(y - h * .85)} {n(x + r)} {n(y - h * .05)}"
         f"C{n(x + r * .97)} {n(y + h * .55)} {n(x + r * .5 * w)} {n(y + h * .98)} {n(x + r * .14)} {n(y + h * .9)}Q{n(x)} {n(y + h * .84)} {n(x - r * .14)} {n(y + h * .9)}"
         f"C{n(x - r * .5 * w)} {n(y + h * .98)} {n(x - r * .97)} {n(y + h * .55)} {n(x - r)} {n(y - h * .05)}C{n(x - r * 1.05)} {n(y - h * .85)} {n(x - r * .35)} {n(y - h)} {n(x)} {n(y - h * .72)}Z")
    name = s.shape(d, colour, shade=None, lit=None)
    s.clip(name)
    s.soft(x - r * .35, y - h * .25, r * 1.2, h * 1.15, blush, .9)
    if streaks:
        d = "".join(f"M{n(x + k * r * .2)} {n(y - h * .6)}Q{n(x + k * r)} {n(y - h * .2)} {n(x + k * r * .9)} {n(y + h * s.r(.1, .6))}" for k in ((-.85, -.5, -.18, .14, .46, .8) if r > 90 else (-.8, -.3, .2, .7)))
        s.path(d, stroke=dark(colour, .12), width=r * .045, opacity=.45)
    if russet:
        s.dots(x, y, r, h, 60 if r > 90 else 18, r * .06, russet, .6)
        s.ellipse(x, y - h * .62, r * .6, h * .25, russet, .55)
    s.end()
    s.out.append(f'<use href="#{name}" fill="url(#s)"/>')
    s.ellipse(x, y - h * .66, r * .26, r * .09, "#3a1f1d", .5)
    s.ellipse(x - r * .45, y - h * .4, r * .17, h * .13, "#fff6e2", .65)
    s.path(f"M{n(x)} {n(y - h * .64)}Q{n(x + r * .03)} {n(y - h * .95)} {n(x + r * .16)} {n(y - h * .64 - r * .45)}", stroke="#5b4437", width=r * .08)
    if leaf:
        s.leaf(x + r * .08, y - h * .64 - r * .26, r * .8, -.5)
    s.end()


def half(s, x, y, r, flesh="#f8efcc", skin="#9a7a3c", long=1.0):
    s.shadow(x, y + r * .8, r * .95)
    h = r * long
    d = f"M{n(x)} {n(y - h * .74)}C{n(x + r * .4)} {n(y - h * 1.02)} {n(x + r * 1.04)} {n(y - h * .8)} {n(x + r)} {n(y)}C{n(x + r * .9)} {n(y + h * .75)} {n(x + r * .3)} {n(y + h * .95)} {n(x)} {n(y + h * .82)}C{n(x - r * .3)} {n(y + h * .95)} {n(x - r * .9)} {n(y + h * .75)} {n(x - r)} {n(y)}C{n(x - r * 1.04)} {n(y - h * .8)} {n(x - r * .4)} {n(y - h * 1.02)} {n(x)} {n(y - h * .74)}Z"
    s.path(d, skin)
    s.group(f"translate({n(x * .07)} {n(y * .07)}) scale(.93)")
    s.path(d, flesh)
    s.end()
    s.path(f"M{n(x)} {n(y - h * .55)}Q{n(x + r * .55)} {n(y - h * .1)} {n(x)} {n(y + h * .55)}Q{n(x - r * .55)} {n(y - h * .1)} {n(x)} {n(y - h * .55)}Z", stroke="#d9cf94", width=2.5)
    for k in (-1, 1):
        s.path(f"M{n(x + k * r * .06)} {n(y + h * .14)}q{n(k * r * .2)} {n(-h * .2)} {n(k * r * .04)} {n(-h * .32)}q{n(-k * r * .14)} {n(h * .2)} {n(-k * r * .04)} {n(h * .32)}Z", "#5a3222")
    s.path(f"M{n(x)} {n(y - h * .7)}l{n(r * .06)} {n(-r * .34)}", stroke="#5b4437", width=r * .08)


def pear(s, x, y, r, colour, blush="#d9b95a", russet="#9a7038", lean=0, leaf=True):
    s.shadow(x, y + r * .95, r * .95)
    s.group(f"rotate({lean} {x} {y + r})")
    d = (f"M{n(x)} {n(y - r * 1.75)}C{n(x + r * .46)} {n(y - r * 1.8)} {n(x + r * .4)} {n(y - r * 1.1)} {n(x + r * .56)} {n(y - r * .66)}"
         f"C{n(x + r * .8)} {n(y - r * .2)} {n(x + r * 1.1)} {n(y + r * .1)} {n(x + r)} {n(y + r * .5)}C{n(x + r * .9)} {n(y + r * .95)} {n(x + r * .4)} {n(y + r * 1.05)} {n(x)} {n(y + r)}"
         f"C{n(x - r * .4)} {n(y + r * 1.05)} {n(x - r * .9)} {n(y + r * .95)} {n(x - r)} {n(y + r * .5)}C{n(x - r * 1.1)} {n(y + r * .1)} {n(x - r * .8)} {n(y - r * .2)} {n(x - r * .56)} {n(y - r * .66)}"
         f"C{n(x - r * .4)} {n(y - r * 1.1)} {n(x - r * .46)} {n(y - r * 1.8)} {n(x)} {n(y - r * 1.75)}Z")
    name = s.shape(d, colour, shade=None, lit=None)
    s.clip(name)
    s.soft(x - r * .3, y - r * .1, r, r * 1.5, blush, .9)
    s.dots(x, y - r * .2, r, r * 1.3, 70, 3, russet, .6)
    s.soft(x, y + r, r * .9, r * .5, russet, .7)
    s.end()
    s.out.append(f'<use href="#{name}" fill="url(#s)"/>')
    s.ellipse(x - r * .45, y - r * .1, r * .13, r * .28, "#fff6e2", .55)
    s.path(f"M{n(x)} {n(y - r * 1.72)}Q{n(x + 2)} {n(y - r * 2.05)} {n(x + r * .22)} {n(y - r * 2.2)}", stroke="#5b4437", width=r * .1)
    if leaf:
        s.leaf(x + r * .08, y - r * 1.98, r * .85, -.25)
    s.end()


def bramley():
    s = Spot("#dfe2b4", TABLE, 21)
    apple(s, 312, 226, 88, "#93a549", "#d3cf74", .88, leaf=False)
    apple(s, 190, 276, 106, "#a0ae4e", "#d9d47c", .86, streaks=False)
    s.soft(238, 280, 62, 72, "#b8503a", .6)
    return s


def ashmeads_kernel():
    s = Spot("#e6dcae", "#b98f60", 22)
    apple(s, 180, 264, 92, "#8f8a3c", "#bfae54", .86, russet="#8a5f2c", streaks=False)
    half(s, 326, 300, 82, "#f8f2d4", "#8a6f38", .9)
    return s


def ribston_pippin():
    s = Spot("#f2d9b0", TABLE, 23)
    apple(s, 250, 212, 82, "#c4582e", "#e6b050", .92, russet="#a5702f", leaf=True)
    apple(s, 150, 292, 88, "#b8482a", "#e2a548", .92, russet="#a5702f", leaf=False)
    apple(s, 336, 296, 86, "#c9682f", "#efc062", .92, russet="#a5702f", leaf=False, lean=8)
    return s


def egremont_russet():
    s = Spot("#efe0b2", "#b78a5a", 24)
    for x, y, r in ((110, 282, 72), (248, 268, 80), (384, 286, 70)):
        apple(s, x, y, r, "#b98a3e", "#dcb75e", .86, russet="#8a5a26", leaf=x == 248, streaks=False)
    return s


def james_grieve():
    s = Spot("#f4e6b8", TABLE, 25)
    apple(s, 238, 262, 122, "#dcc050", "#f2e08a", .9)
    s.path("M280 190Q332 230 326 300M262 182Q312 240 300 330M300 196Q350 250 346 290", stroke="#cf5a35", width=9, opacity=.6)
    return s


def dogs_snout():
    s = Spot("#dde6bc", TABLE, 26)
    apple(s, 176, 252, 78, "#a9b450", "#dcd878", 1.34, streaks=False)
    apple(s, 318, 276, 72, "#b4b653", "#e3dc80", 1.3, leaf=False, streaks=False, lean=14)
    return s


def newton_wonder():
    s = Spot("#f2d3b4", "#bd9464", 27)
    apple(s, 240, 262, 124, "#b53f28", "#e6bd56", .84)
    return s


def conference_pear():
    s = Spot("#e2e0b0", "#b9905f", 28)
    pear(s, 306, 268, 72, "#a39a48", "#cdbf66", "#8a6230", 10, False)
    pear(s, 190, 278, 80, "#a8a34c", "#d3c86c", "#94682f", -7)
    return s


def black_worcester():
    s = Spot("#e0cdb4", "#a97d58", 29)
    pear(s, 240, 266, 100, "#5a3a2c", "#8a5a3a", "#a07040", 4)
    return s
