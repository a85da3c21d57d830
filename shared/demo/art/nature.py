"""Hills, skies, grass, trees in every season, apples, leaves, stars, snow."""

import math

from brush import *

GREEN = ["#2f4434", "#46603f", "#66804a", "#8f9f58", "#c2c07a"]
AUTUMN = ["#6a3327", "#97482c", "#c06d35", "#dd9c47", "#f3cc7f"]
TURNING = ["#3d4a34", "#5f6b3d", "#8d8a47", "#c09a4a", "#ecc576"]
BLOSSOM = ["#b98c93", "#d7aeac", "#eccdc2", "#f8e6d8", "#fffaf0"]
BLOSSOM_NIGHT = ["#3c4668", "#5a6285", "#8a8aa3", "#c4b0ac", "#f2d3b0"]


def sky(c, stops, to=None):
    c.fill(c.linear(stops), to=to)


def ridge(c, y, amp, n=7, slope=0.0):
    """Points of a ridge line across the picture."""
    return [(-60 + (c.w + 120) * i / n, y + slope * i / n + c.r(-amp, amp)) for i in range(n + 1)]


def land(c, points, fill, shade=.3, lit=.15, angle=80, hue=None):
    d = smooth(points, closed=False) + f"L{c.w + 80} {c.h + 80}L-80 {c.h + 80}Z"
    c.shape(d, fill, shade, lit, angle, hue=hue)
    return d


def height_at(points, x):
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x0 <= x <= x1:
            t = (x - x0) / (x1 - x0)
            t = t * t * (3 - 2 * t)
            return y0 + (y1 - y0) * t
    return points[-1][1]


def leaf(x, y, length, angle, width=.42):
    ca, sa = math.cos(angle), math.sin(angle)
    tip = (x + ca * length, y + sa * length)
    mx, my, w = x + ca * length * .45, y + sa * length * .45, length * width
    return (f"M{x:.1f} {y:.1f}Q{mx - sa * w:.1f} {my + ca * w:.1f} {tip[0]:.1f} {tip[1]:.1f}"
            f"Q{mx + sa * w:.1f} {my - ca * w:.1f} {x:.1f} {y:.1f}Z")


def dabs(c, cx, cy, rx, ry, ramp, n, size, sun=(-.6, -.8), spread=1.0):
    """Leaf-shaped brush marks over an ellipse, dark ones first, bright towards the sun."""
    marks = []
    for _ in range(n):
        a, k = c.r(0, math.tau), math.sqrt(c.r(0, 1)) * spread
        ux, uy = math.cos(a) * k, math.sin(a) * k
        tone = (ux * sun[0] + uy * sun[1] + 1) / 2 + c.r(-.22, .22)
        step = max(0, min(len(ramp) - 1, int(tone * len(ramp))))
        marks.append((step, cx + ux * rx, cy + uy * ry))
    for step in range(len(ramp)):
        d = "".join(leaf(x, y, size * c.r(.6, 1.3), c.r(0, math.tau)) for s, x, y in marks if s == step)
        if d:
            c.path(d, ramp[step])


def trunk(c, x, y, h, w, colour=BARK, lean=0.0, fork=True):
    top = x + lean
    d = (f"M{x - w * .85:.1f} {y:.1f}C{x - w * .3:.1f} {y - h * .25:.1f} {top - w * .55:.1f} {y - h * .5:.1f} "
         f"{top - w * .3:.1f} {y - h:.1f}L{top + w * .3:.1f} {y - h:.1f}"
         f"C{top + w * .5:.1f} {y - h * .5:.1f} {x + w * .4:.1f} {y - h * .25:.1f} {x + w:.1f} {y:.1f}Z")
    c.shape(d, colour, shade=.5, lit=.25, angle=10)
    if fork:
        for side, k in ((-1, .62), (1, .5), (-1, .85), (1, .8)):
            sx, sy = x + lean * k, y - h * k
            ex, ey = sx + side * h * c.r(.4, .6), sy - h * c.r(.35, .55)
            c.path(f"M{sx:.1f} {sy:.1f}Q{sx + side * h * .16:.1f} {sy - h * .28:.1f} {ex:.1f} {ey:.1f}",
                   stroke=colour, width=round(w * c.r(.28, .42), 1))


def crown(c, cx, cy, rx, ry, ramp, lobes=7, density=1.0, size=None, sun=(-.6, -.8)):
    """A tree's crown: overlapping lobes, each modelled by light, those in shadow behind."""
    size = size or rx * .13
    spots = [(0, .12, .74), (-.1, -.1, .6)]
    for i in range(lobes):
        a = math.tau * i / lobes + c.r(-.3, .3)
        spots.append((math.cos(a) * c.r(.5, .64), math.sin(a) * c.r(.44, .58), c.r(.36, .5)))
    spots.sort(key=lambda s: s[0] * sun[0] + s[1] * sun[1])
    for ux, uy, k in spots:
        x, y = cx + ux * rx, cy + uy * ry
        tone = (ux * sun[0] + uy * sun[1] + .8) / 1.6
        base = mix(ramp[0], ramp[2], max(0, min(1, tone)) * .75)
        c.path(c.blob(x, y, rx * k, ry * k, 13, .07), base)
        lift = [mix(r, ramp[min(i + 1, len(ramp) - 1)], max(0, tone - .35) * .5) for i, r in enumerate(ramp)]
        dabs(c, x, y, rx * k * 1.03, ry * k * 1.03, lift, int(95 * density), size, sun)


def apple_dots(c, cx, cy, rx, ry, n, size, colours=("#b8402c", "#cf5a35", "#e2a04a")):
    for _ in range(n):
        a, k = c.r(0, math.tau), math.sqrt(c.r(.02, .85))
        x, y, s = cx + math.cos(a) * rx * k, cy + math.sin(a) * ry * k, size * c.r(.8, 1.15)
        colour = c.rnd.choice(colours)
        c.ellipse(x, y, s, s * .95, dark(colour, .15))
        c.ellipse(x - s * .12, y - s * .14, s * .82, s * .78, colour)
        c.ellipse(x - s * .32, y - s * .36, s * .3, s * .22, light(colour, .45), .7)


def shadow(c, x, y, rx, ry, opacity=.3, colour="#2b2a35"):
    with c.group(filter="blur8"):
        c.ellipse(x, y, rx, ry, colour, opacity)


def apple_tree(c, x, y, size, ramp=GREEN, apples=0, sun=(-.6, -.8), lobes=7, density=1.0, lean=None):
    lean = c.r(-.08, .08) * size if lean is None else lean
    shadow(c, x + size * .25, y, size * .6, size * .07)
    trunk(c, x, y, size * .5, size * .06, lean=lean)
    crown(c, x + lean, y - size * .78, size * .56, size * .42, ramp, lobes, density, size * .065, sun)
    if apples:
        apple_dots(c, x + lean, y - size * .72, size * .5, size * .38, apples, size * .026)


def round_tree(c, x, y, size, ramp, sun=(-.6, -.8), apples=0):
    """A small distant tree."""
    c.path(f"M{x - size * .04:.1f} {y:.1f}L{x:.1f} {y - size * .5:.1f}L{x + size * .05:.1f} {y:.1f}Z", BARK)
    c.path(c.blob(x, y - size * .6, size * .38, size * .36, 9, .1), mix(ramp[0], ramp[1], .5))
    dabs(c, x, y - size * .6, size * .37, size * .35, ramp, 34, size * .12, sun)
    if apples:
        apple_dots(c, x, y - size * .58, size * .32, size * .3, apples, size * .035)


def bare_tree(c, x, y, size, colour=UMBER, depth=6, snow=None, lean=0.0, thick=.055):
    """Branches, and a line of snow along their tops if asked."""
    strokes = []

    def grow(x, y, angle, length, width, level):
        ex, ey = x + math.cos(angle) * length, y + math.sin(angle) * length
        mx = (x + ex) / 2 + c.r(-.12, .12) * length
        my = (y + ey) / 2 + c.r(-.12, .12) * length
        strokes.append((x, y, mx, my, ex, ey, width))
        if level:
            for _ in range(3 if level > 2 else 2):
                turn = c.r(.25, .75) * c.rnd.choice((-1, 1))
                pull = (-math.pi / 2 - angle) * .12
                grow(ex, ey, angle + turn + pull, length * c.r(.62, .82), width * .62, level - 1)

    grow(x, y, -math.pi / 2 + lean, size * .3, size * thick, depth - 1)
    for x0, y0, mx, my, ex, ey, width in strokes:
        c.path(f"M{x0:.1f} {y0:.1f}Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}", stroke=colour, width=round(max(width, 1.2), 1))
    if snow:
        for x0, y0, mx, my, ex, ey, width in strokes:
            if abs(ex - x0) > abs(ey - y0) * .55:
                up = width * .42
                c.path(f"M{x0:.1f} {y0 - up:.1f}Q{mx:.1f} {my - up:.1f} {ex:.1f} {ey - up:.1f}",
                       stroke=snow, width=round(max(width * .5, 1.4), 1))
    return strokes


def grass(c, points, n, colours, length=26, spread=0, bend=.4):
    """Tufts along a ridge line, `spread` deep."""
    for colour in colours:
        d = []
        for _ in range(n // len(colours)):
            x = c.r(-20, c.w + 20)
            y = height_at(points, x) + c.r(0, 1) ** 1.5 * spread
            k = length * c.r(.5, 1.2) * (1 + (y - height_at(points, x)) / max(spread, 1) * .6)
            b = c.r(-bend, bend) * k
            d.append(f"M{x:.1f} {y + 4:.1f}q{b * .2:.1f} {-k * .6:.1f} {b:.1f} {-k:.1f}q{-b * .3:.1f} {k * .4:.1f} {4 - b:.1f} {k:.1f}Z")
        c.path("".join(d), colour)


def stars(c, n, to, colour="#fdf0d0"):
    for _ in range(n):
        s = c.r(.8, 2.6)
        c.ellipse(c.r(0, c.w), c.r(0, to) , s, s, colour, round(c.r(.35, .95), 2))


def clouds(c, items, fill, opacity=.6, blur="blur8"):
    with c.group(filter=blur, opacity=opacity):
        for x, y, w, h in items:
            pts = [(x - w, y + h * .4)]
            for i in range(6):
                pts.append((x - w * .8 + w * 1.6 * i / 5, y - h * c.r(.2, 1) * math.sin(math.pi * (i + .6) / 6.2)))
            pts.append((x + w, y + h * .4))
            c.path(smooth(pts), fill)


def flowers(c, points, n, colours, spread, size=4):
    for _ in range(n):
        x = c.r(0, c.w)
        y = height_at(points, x) + c.r(0, spread)
        s = size * c.r(.6, 1.3)
        c.ellipse(x, y, s, s * .8, c.rnd.choice(colours))


def apple(c, x, y, s, colour="#bf4a30", blush="#e7b64f", leafy=True, stalk=True):
    """One apple, large enough to look at."""
    d = (f"M{x} {y - s * .72}C{x + s * .35} {y - s * 1.02} {x + s * 1.05} {y - s * .85} {x + s} {y - s * .05}"
         f"C{x + s * .97} {y + s * .6} {x + s * .5} {y + s * .98} {x + s * .12} {y + s * .88}"
         f"Q{x} {y + s * .82} {x - s * .12} {y + s * .88}"
         f"C{x - s * .5} {y + s * .98} {x - s * .97} {y + s * .6} {x - s} {y - s * .05}"
         f"C{x - s * 1.05} {y - s * .85} {x - s * .35} {y - s * 1.02} {x} {y - s * .72}Z")
    c.path(d, colour)
    c.path(d, c.radial([(0, blush, .95), (.55, blush, .35), (1, blush, 0)], cx=.3, cy=.3, r=.6))
    with c.group(clip=d):
        streak = []
        for _ in range(int(10 + s / 4)):
            a = c.r(-1, 1)
            streak.append(f"M{x + a * s * .25:.1f} {y - s * .6:.1f}Q{x + a * s * 1.1:.1f} {y - s * .2:.1f} {x + a * s * .9:.1f} {y + s * c.r(.1, .6):.1f}")
        c.path("".join(streak), stroke=dark(colour, .2), width=round(max(1, s * .018), 1), opacity=.35)
    c.path(d, c.radial([(.5, "#34121c", 0), (1, "#34121c", .5)], cx=.36, cy=.34, r=.75), extra='filter="url(#speckle)"')
    c.ellipse(x, y - s * .66, s * .26, s * .09, "#3a1f1d", .45)
    c.path(c.blob(x - s * .42, y - s * .38, s * .17, s * .12, 7, .15), "#fff6e2", opacity=.6)
    if stalk:
        c.path(f"M{x} {y - s * .64}Q{x + s * .03} {y - s * .95} {x + s * .16} {y - s * 1.12}", stroke=BARK, width=round(max(2, s * .075), 1))
    if leafy:
        big_leaf(c, x + s * .08, y - s * .9, s * .85, -.5)


def big_leaf(c, x, y, length, angle, colour="#6d7f45"):
    d = leaf(x, y, length, angle, .36)
    c.shape(d, colour, .4, .3, grain=length > 60)
    ex, ey = x + math.cos(angle) * length * .9, y + math.sin(angle) * length * .9
    c.path(f"M{x:.1f} {y:.1f}L{ex:.1f} {ey:.1f}", stroke=light(colour, .35), width=round(max(1, length * .022), 1), opacity=.7)
