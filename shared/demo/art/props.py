"""Things and people that occur in more than one scene."""

import math

from nature import *

SKINS = ["#f0c6a4", "#d9a27f", "#a8714f", "#7a4e38", "#e6b48f"]
COATS = ["#a9462f", "#35566b", "#66774a", "#c98f3c", "#6a3a4a", "#8a6a50", "#4d6a62"]


def person(c, x, y, h, coat, skin=SKINS[1], hair="#4a3128", hat=None, scarf=None, face=1, arm=None, legs="#3a3a42", back=False, hands=True):
    """Someone standing; x, y is between the feet. `arm` is where a hand reaches, relative, in heights."""
    u = h / 10
    c.path(f"M{x - u * .7} {y - u * 3}L{x - u * .8} {y - u * .3}M{x + u * .7} {y - u * 3}L{x + u * .8} {y - u * .3}", stroke=legs, width=round(u * 1.1, 1))
    c.path(f"M{x - u * 1} {y - u * .2}h{u * .9 * face + u * .2}M{x + u * .6} {y - u * .2}h{u * .9 * face + u * .2}", stroke="#35241f", width=round(u * .7, 1))
    d = (f"M{x - u * 1.25} {y - u * 7.2}Q{x} {y - u * 8.1} {x + u * 1.25} {y - u * 7.2}"
         f"Q{x + u * 1.8} {y - u * 4.5} {x + u * 1.75} {y - u * 2.3}Q{x} {y - u * 1.9} {x - u * 1.75} {y - u * 2.3}Q{x - u * 1.8} {y - u * 4.5} {x - u * 1.25} {y - u * 7.2}Z")
    if arm and arm[2:] == ("behind",):
        limb(c, x, y, u, coat, skin, arm)
    c.shape(d, coat, .45, .22, 20)
    if arm and len(arm) == 2:
        limb(c, x, y, u, coat, skin, arm)
    elif not arm and hands:
        c.path(f"M{x + face * u * .9} {y - u * 6.7}Q{x + face * u * 1.9} {y - u * 5} {x + face * u * 1.3} {y - u * 3.8}", stroke=dark(coat, .18), width=round(u * 1.05, 1))
        c.ellipse(x + face * u * 1.3, y - u * 3.5, u * .45, u * .45, skin)
    hx, hy = x + face * u * .12, y - u * 8.75
    c.ellipse(hx, hy, u * 1.02, u * 1.15, hair if back else skin)
    if not back:
        c.path(f"M{hx - u * 1.08 * face} {hy + u * .35}Q{hx - u * 1.3 * face} {hy - u * 1.25} {hx + u * .1 * face} {hy - u * 1.22}Q{hx + u * 1.1 * face} {hy - u * 1.1} {hx + u * 1.02 * face} {hy - u * .35}Q{hx + u * .1 * face} {hy - u * .75} {hx - u * .45 * face} {hy - u * .2}Q{hx - u * .6 * face} {hy + u * .5} {hx - u * 1.08 * face} {hy + u * .35}Z", hair)
        c.ellipse(hx + face * u * .42, hy + u * .38, u * .26, u * .18, "#d9795c", .45)
        c.ellipse(hx + face * u * .62, hy + u * .02, u * .11, u * .14, "#2a1a16")
        c.path(f"M{hx + face * u * .5} {hy + u * .62}q{face * u * .22} {u * .1} {face * u * .38} {-u * .08}", stroke="#8a4a3a", width=round(max(1, u * .09), 1))
    if scarf:
        c.path(f"M{x - u * .95} {y - u * 7.45}Q{x} {y - u * 6.9} {x + u * .95} {y - u * 7.45}", stroke=scarf, width=round(u * .85, 1))
        c.path(f"M{x + face * u * .5} {y - u * 7.2}l{face * u * .3} {u * 1.8}", stroke=dark(scarf, .12), width=round(u * .75, 1))
    if hat:
        c.path(f"M{hx - u * 1.12} {hy - u * .25}Q{hx - u * 1.1} {hy - u * 1.65} {hx} {hy - u * 1.65}Q{hx + u * 1.1} {hy - u * 1.65} {hx + u * 1.12} {hy - u * .25}Z", hat)
        c.path(f"M{hx - u * 1.15} {hy - u * .35}h{u * 2.3}", stroke=dark(hat, .2), width=round(u * .5, 1))
        c.ellipse(hx, hy - u * 1.75, u * .36, u * .36, light(hat, .4))


def limb(c, x, y, u, coat, skin, arm):
    sx = x + (u if arm[0] >= 0 else -u) * 1.0
    ex, ey = x + arm[0] * u * 10, y - arm[1] * u * 10
    c.path(f"M{sx} {y - u * 6.8}Q{(sx + ex) / 2 + u * .3} {(y - u * 6.4 + ey) / 2 + u * .9} {ex} {ey}", stroke=dark(coat, .14), width=round(u * 1.05, 1))
    c.ellipse(ex, ey, u * .48, u * .48, skin)


def loaf(c, x, y, r, colour="#b9743a", scores=1, flour=.7):
    """A round loaf, seen a little from above; x, y is its middle."""
    d = c.blob(x, y, r, r * .68, 14, .025)
    shadow(c, x + r * .12, y + r * .55, r * 1.02, r * .28, .45, "#2a1a16")
    c.path(d, dark(colour, .28))
    up = c.blob(x, y - r * .06, r * .97, r * .62, 14, .02)
    c.path(up, colour)
    c.path(up, c.radial([(0, "#f3cf8c", .75), (.5, "#dd9f52", .4), (1, "#5e2f1c", .55)], cx=.38, cy=.3, r=.75))
    with c.group(clip=up):
        for i in range(int(60 * flour)):
            a, k = c.r(0, math.tau), c.r(.2, .98)
            c.ellipse(x + math.cos(a) * r * k, y + math.sin(a) * r * .62 * k, c.r(1, r * .05), c.r(1, r * .03), "#fff3dc", round(c.r(.15, .5), 2))
        if scores == 1:
            ear(c, x - r * .5, y - r * .34, x + r * .56, y + r * .2, r * .2)
        elif scores == 2:
            for dx in (-.36, 0, .36):
                ear(c, x + r * (dx - .22), y + r * .3, x + r * (dx + .2), y - r * .42, r * .11)
        else:
            ear(c, x, y + r * .42, x, y - r * .5, r * .1)
            for s in (-1, 1):
                for k in (.26, 0, -.24):
                    ear(c, x + s * r * .06, y + r * k, x + s * r * .5, y + r * (k - .2), r * .07)
    c.path(up, c.linear([(.35, "#3a1620", 0), (1, "#3a1620", .5)], 0.2, 0, .7, 1), extra='filter="url(#speckle)"')


def ear(c, x0, y0, x1, y1, w):
    """The burst along a baker's cut."""
    dx, dy = x1 - x0, y1 - y0
    n = math.hypot(dx, dy) or 1
    px, py = -dy / n * w, dx / n * w
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    c.path(f"M{x0:.1f} {y0:.1f}Q{mx + px:.1f} {my + py:.1f} {x1:.1f} {y1:.1f}Q{mx - px:.1f} {my - py:.1f} {x0:.1f} {y0:.1f}Z", "#f2d6a2")
    c.path(f"M{x0:.1f} {y0:.1f}Q{mx + px:.1f} {my + py:.1f} {x1:.1f} {y1:.1f}", stroke="#7d4526", width=round(max(1.5, w * .12), 1), opacity=.8)
    for i in range(1, 6):
        t = i / 6
        c.path(f"M{x0 + dx * t - px * .3:.1f} {y0 + dy * t - py * .3:.1f}l{px * .55:.1f} {py * .55:.1f}", stroke="#d7a869", width=round(max(1, w * .09), 1), opacity=.7)


def bottle(c, x, y, h, glass="#c98a2e", label="#f3e4c4", cap="#9c3d2a", glow=.5, full=.88):
    """A tall bottle; x, y is the middle of its foot."""
    w = h * .145
    d = (f"M{x - w} {y - h * .04}Q{x - w} {y} {x - w * .8} {y}L{x + w * .8} {y}Q{x + w} {y} {x + w} {y - h * .04}L{x + w} {y - h * .56}"
         f"C{x + w} {y - h * .7} {x + w * .42} {y - h * .7} {x + w * .4} {y - h * .82}L{x + w * .4} {y - h * .97}L{x - w * .4} {y - h * .97}L{x - w * .4} {y - h * .82}"
         f"C{x - w * .42} {y - h * .7} {x - w} {y - h * .7} {x - w} {y - h * .56}Z")
    c.path(d, dark(glass, .25))
    with c.group(clip=d):
        c.rect(x - w, y - h * full, w * 2, h * full, glass)
        c.rect(x - w, y - h, w * 2, h, c.linear([(0, "#2a120c", .55), (.28, "#fff0c0", glow * .3), (.45, "#fff0c0", glow), (.62, "#fff0c0", 0), (1, "#2a120c", .6)], 0, 0, 1, 0))
        c.path(f"M{x - w * .62} {y - h * .5}L{x - w * .62} {y - h * .1}", stroke="#fff8e2", width=round(w * .16, 1), opacity=.55)
        c.rect(x - w, y - h * .42, w * 2, h * .26, label)
        c.rect(x - w, y - h * .42, w * 2, h * .26, c.linear([(0, "#2a120c", .35), (.35, "#2a120c", 0), (.65, "#2a120c", 0), (1, "#2a120c", .45)], 0, 0, 1, 0))
        c.path(f"M{x - w} {y - h * .2}Q{x - w * .3} {y - h * .27} {x} {y - h * .23}T{x + w} {y - h * .25}L{x + w} {y - h * .16}L{x - w} {y - h * .16}Z", OLIVE, opacity=.8)
        c.ellipse(x, y - h * .33, w * .3, w * .3, cap)
    c.shape(poly([(x - w * .5, y - h * .94), (x + w * .5, y - h * .94), (x + w * .46, y - h), (x - w * .46, y - h)]), cap, .4, .3, 0)


def jar(c, x, y, w, h, fill, cloth="#b8503a", pattern="dots", label=True):
    """A jar with a cloth lid; x, y is the middle of its foot."""
    d = f"M{x - w * .92} {y}Q{x - w} {y} {x - w} {y - h * .1}L{x - w} {y - h * .66}Q{x - w} {y - h * .82} {x - w * .76} {y - h * .86}L{x + w * .76} {y - h * .86}Q{x + w} {y - h * .82} {x + w} {y - h * .66}L{x + w} {y - h * .1}Q{x + w} {y} {x + w * .92} {y}Z"
    c.path(d, mix(fill, "#fff4dc", .25))
    with c.group(clip=d):
        c.rect(x - w, y - h * .76, w * 2, h, fill)
        c.rect(x - w, y - h, w * 2, h, c.linear([(0, "#200a10", .45), (.25, "#fff0c8", .12), (.4, "#fff0c8", .45), (.55, "#fff0c8", 0), (1, "#200a10", .55)], 0, 0, 1, 0))
        c.path(f"M{x - w * .7} {y - h * .66}L{x - w * .7} {y - h * .16}", stroke="#fff8e6", width=round(w * .1, 1), opacity=.6)
    if label:
        c.shape(poly([(x - w * .55, y - h * .52), (x + w * .6, y - h * .52), (x + w * .6, y - h * .2), (x - w * .55, y - h * .2)]), "#f5e9d0", .2, 0)
        c.path(f"M{x - w * .35} {y - h * .42}h{w * .7}M{x - w * .35} {y - h * .33}h{w * .5}", stroke="#7a5a48", width=round(max(1.5, w * .05), 1), opacity=.7)
    lid = f"M{x - w * 1.05} {y - h * .72}Q{x - w * .9} {y - h * .86} {x - w * .78} {y - h * .98}Q{x} {y - h * 1.1} {x + w * .78} {y - h * .98}Q{x + w * .9} {y - h * .86} {x + w * 1.08} {y - h * .74}Q{x + w * .7} {y - h * .8} {x + w * .5} {y - h * .73}Q{x + w * .2} {y - h * .8} {x} {y - h * .74}Q{x - w * .3} {y - h * .8} {x - w * .52} {y - h * .73}Q{x - w * .8} {y - h * .79} {x - w * 1.05} {y - h * .72}Z"
    c.path(lid, cloth)
    with c.group(clip=lid):
        if pattern == "dots":
            for i in range(-3, 4):
                for j in range(5):
                    c.ellipse(x + i * w * .34 + (j % 2) * w * .17, y - h * (.74 + j * .07), w * .06, w * .05, "#fff3dc", .8)
        else:
            for i in range(-5, 6):
                c.path(f"M{x + i * w * .22} {y - h * 1.1}V{y - h * .68}", stroke="#fff3dc", width=round(w * .07, 1), opacity=.5)
            for j in range(5):
                c.path(f"M{x - w * 1.2} {y - h * (.74 + j * .07)}H{x + w * 1.2}", stroke="#fff3dc", width=round(w * .06, 1), opacity=.5)
    c.path(lid, c.linear([(0, "#200a10", 0), (1, "#200a10", .45)], 0, 0, 1, .6), extra='filter="url(#speckle)"')
    c.path(f"M{x - w * .86} {y - h * .87}Q{x} {y - h * .8} {x + w * .86} {y - h * .87}", stroke="#e9d3a4", width=round(max(2, w * .06), 1))


def bunting(c, x0, y0, x1, y1, sag, n=9, size=34, colours=("#b8503a", "#e0a54a", "#f3e3c3", "#66774a", "#35566b"), dim=0.0):
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2 + sag * 2
    c.path(f"M{x0} {y0}Q{mx} {my} {x1} {y1}", stroke=mix("#5b4437", "#1c1a2a", dim), width=2.5)
    for i in range(n):
        t = (i + .5) / n
        bx = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * mx + t * t * x1
        by = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * my + t * t * y1
        col = mix(colours[i % len(colours)], "#1c1a2a", dim)
        s, k = size * c.r(.92, 1.05), c.r(-5, 5)
        c.path(f"M{bx - s * .45:.1f} {by - 1:.1f}L{bx + s * .45:.1f} {by - 1:.1f}L{bx + k:.1f} {by + s:.1f}Z", col)
        c.path(f"M{bx + s * .05:.1f} {by - 1:.1f}L{bx + s * .45:.1f} {by - 1:.1f}L{bx + k:.1f} {by + s:.1f}Z", dark(col, .2), opacity=.6)


def lantern(c, x, y, s, glow=True):
    if glow:
        c.glow(x, y, s * 4.2, "#ffb84d", .75)
    c.path(f"M{x - s * .35} {y - s * .55}Q{x} {y - s * 1.3} {x + s * .35} {y - s * .55}", stroke="#3a2620", width=round(s * .09, 1))
    c.rect(x - s * .38, y - s * .5, s * .76, s, "#ffd27a", rx=s * .08)
    c.ellipse(x, y + s * .1, s * .2, s * .36, "#fff6d8")
    c.path(f"M{x - s * .38} {y - s * .5}V{y + s * .5}M{x + s * .38} {y - s * .5}V{y + s * .5}M{x - s * .5} {y + s * .52}H{x + s * .5}M{x - s * .48} {y - s * .52}H{x + s * .48}", stroke="#3a2620", width=round(s * .14, 1))


def hive(c, x, y, k=1.0, colour="#f1ead8", roof="#8f9fa0", snow=False):
    """A white box hive with lifts; x, y is the middle of its foot."""
    w = 62 * k
    shadow(c, x + 16 * k, y + 2, w * 1.25, 12 * k, .35)
    for sx in (-.7, .7):
        c.path(f"M{x + sx * w} {y - 16 * k}L{x + sx * w * 1.12} {y}", stroke="#6d523f", width=8 * k)
    for i, (bw, hh) in enumerate(((1.0, 44), (.92, 38), (.86, 34))):
        yy = y - (14 + sum((44, 38, 34)[:i])) * k
        c.shape(poly([(x - w * bw - 4 * k, yy), (x + w * bw + 4 * k, yy), (x + w * bw - 3 * k, yy - hh * k), (x - w * bw + 3 * k, yy - hh * k)]), mix(colour, "#c9b99a", i * .06), .38, .2, 12)
    top = y - 130 * k
    c.shape(poly([(x - w, top), (x + w, top), (x + w * .72, top - 30 * k), (x - w * .72, top - 30 * k)]), roof, .35, .3, 20)
    c.path(f"M{x - w * .34} {y - 20 * k}h{w * .68}", stroke="#3a2a22", width=6 * k)
    c.path(poly([(x - w * .95, y - 14 * k), (x + w * .95, y - 14 * k), (x + w * 1.1, y - 4 * k), (x - w * 1.1, y - 4 * k)]), "#b79a70")
    if snow:
        c.path(smooth([(x - w * 1.08, top + 3 * k), (x - w * .78, top - 40 * k), (x, top - 54 * k), (x + w * .8, top - 40 * k), (x + w * 1.08, top + 3 * k), (x + w * .6, top - 6 * k), (x, top + 1 * k), (x - w * .5, top - 7 * k)]), "#f7f6f3")


def bee(c, x, y, s, angle=0):
    with c.group(transform=f"translate({x:.1f} {y:.1f}) rotate({angle:.0f}) scale({s:.2f})"):
        c.ellipse(-3, -8, 9, 5, "#f4f2ea", .75, 'transform="rotate(-30 -3 -8)"')
        c.ellipse(6, -8, 8, 5, "#f4f2ea", .75, 'transform="rotate(25 6 -8)"')
        c.ellipse(0, 0, 11, 7, "#dd9f35")
        c.path("M-4 -6.5v13M1.500 -7v14M7 -5v10", stroke="#3a2418", width=3)
        c.ellipse(11, -1, 4.5, 4.5, "#3a2418")


def hen(c, x, y, k=1.0, body="#a9582f", face=1, peck=False, speckled=False):
    """x, y is the ground between her feet."""
    with c.group(transform=f"translate({x} {y}) scale({k * face} {k})"):
        c.path("M-10 -34L-14 -4M12 -34L16 -4M-14 -4l-10 4M-14 -4l8 4M16 -4l-8 4M16 -4l11 4", stroke="#d08b3a", width=5)
        d = "M-88 -112Q-96 -84 -66 -58Q-34 -24 12 -26Q60 -30 72 -76Q78 -104 70 -132" + ("Q96 -92 112 -66Q120 -50 104 -48Q84 -60 62 -92" if peck else "Q70 -160 86 -176Q104 -188 112 -166Q110 -142 100 -116Q92 -64 40 -40") + "Q-10 -110 -44 -84Q-74 -76 -88 -112Z"
        base = ("M-92 -122Q-84 -64 -40 -40Q8 -20 48 -44Q84 -68 " + ("100 -52Q124 -34 128 -58Q126 -84 92 -112Q60 -128 30 -96" if peck else "92 -120Q98 -150 118 -152Q126 -186 100 -188Q74 -188 68 -148Q58 -112 26 -98") + "Q-20 -82 -44 -104Q-66 -122 -92 -122Z")
        c.shape(base, body, .45, .25, 70)
        c.path("M-92 -122Q-104 -142 -88 -150Q-76 -140 -70 -116Q-86 -146 -66 -152Q-54 -134 -54 -110Z", dark(body, .3))
        wing = "M-44 -92Q-2 -108 34 -84Q20 -44 -22 -52Q-50 -62 -62 -84Z"
        c.shape(wing, dark(body, .12), .4, .22)
        c.path("M-40 -74Q-14 -66 14 -70M-30 -62Q-10 -56 10 -60", stroke=dark(body, .35), width=3, opacity=.6)
        if speckled:
            for _ in range(46):
                c.ellipse(c.r(-64, 66), c.r(-104, -38), c.r(1.5, 3.6), c.r(1.2, 2.6), "#fbf1dc", .8)
        hx, hy = (120, -58) if peck else (102, -170)
        c.path(f"M{hx - 16} {hy - 16}q2 -16 10 -8q4 -14 11 -3q9 -8 8 6q-10 8 -29 5Z", "#c23f2d")
        c.path(f"M{hx + 14} {hy - 2}l17 {8 if peck else 5}l-18 6Z", "#e0a54a")
        c.path(f"M{hx + 10} {hy + 8}q8 8 1 17q-9 -3 -7 -14Z", "#c23f2d")
        c.ellipse(hx + 3, hy - 3, 3.6, 3.6, "#2a1a16")
        c.ellipse(hx + 4, hy - 4, 1.2, 1.2, "#fff")


def planks(c, y, colours, h=None, n=6):
    """A wooden table or floor from y down."""
    h = h or c.h - y + 30
    c.rect(-30, y, c.w + 60, h, colours[0])
    yy, step = y, h / n * .5
    while yy < y + h:
        step *= 1.18
        c.rect(-30, yy, c.w + 60, step, c.linear([(0, colours[1]), (.12, colours[0]), (1, mix(colours[0], colours[2], c.r(.1, .5)))]))
        for _ in range(5):
            x = c.r(-30, c.w)
            c.path(f"M{x:.0f} {yy + c.r(.2, .9) * step:.0f}q{c.r(80, 260):.0f} {c.r(-6, 6):.0f} {c.r(300, 600):.0f} 0", stroke=colours[2], width=round(c.r(1.5, 3.5), 1), opacity=.3)
        yy += step


def window(c, x, y, w, h, pane, bars=(2, 2), frame="#7c5a40", glow=None):
    """A window seen from either side, panes filled with `pane`."""
    c.rect(x - 14, y - 14, w + 28, h + 28, frame)
    c.rect(x, y, w, h, pane)
    for i in range(1, bars[0]):
        c.rect(x + w * i / bars[0] - 5, y, 10, h, frame)
    for j in range(1, bars[1]):
        c.rect(x, y + h * j / bars[1] - 5, w, 10, frame)


def village_hall(c, x, y, k=1.0, night=True, wall="#c9a27a", roof="#6b4a47"):
    """The hall with its tin roof and porch; x, y is the middle of its foot."""
    lit = "#ffd58a" if night else "#bcd0cf"

    def at(*pts):
        return poly([(x + px * k, y + py * k) for px, py in pts])

    c.shape(at((-330, 0), (-330, -190), (330, -190), (330, 0)), wall, .4, .05, 0)
    c.shape(at((-352, -182), (-280, -318), (280, -318), (352, -182)), roof, .4, .22, 30)
    for i in range(-17, 18):
        c.path(f"M{x + i * 19.5 * k:.1f} {y - 184 * k:.1f}L{x + i * 16 * k:.1f} {y - 317 * k:.1f}", stroke=dark(roof, .25), width=2.5 * k, opacity=.45)
    for i in (-268, -186, 112, 194):
        c.rect(x + (i - 5) * k, y - 160 * k, 68 * k, 112 * k, "#e9dcc0")
        c.rect(x + i * k, y - 155 * k, 58 * k, 102 * k, lit)
        c.path(f"M{x + (i + 29) * k:.1f} {y - 155 * k:.1f}v{102 * k:.1f}M{x + i * k:.1f} {y - 121 * k:.1f}h{58 * k:.1f}M{x + i * k:.1f} {y - 87 * k:.1f}h{58 * k:.1f}", stroke="#e9dcc0", width=4.5 * k)
    c.shape(at((-88, 0), (-88, -172), (0, -262), (88, -172), (88, 0)), light(wall, .16), .3, .1, 0)
    c.path(at((-106, -160), (0, -272), (106, -160), (92, -152), (0, -248), (-92, -152)), roof)
    c.rect(x - 38 * k, y - 118 * k, 76 * k, 118 * k, "#ffe3a4" if night else "#5f6b4a")
    c.path(f"M{x - 38 * k:.1f} {y - 118 * k:.1f}h{76 * k:.1f}v{118 * k:.1f}l{-30 * k:.1f} {8 * k:.1f}v{-112 * k:.1f}l{30 * k:.1f} {-12 * k:.1f}", "#4f6147")
    c.ellipse(x, y - 190 * k, 17 * k, 17 * k, "#f4e6c8")
    c.path(f"M{x:.1f} {y - 190 * k:.1f}v{-11 * k:.1f}M{x:.1f} {y - 190 * k:.1f}l{7 * k:.1f} {4 * k:.1f}", stroke="#4a3328", width=2.5 * k)


def wheel_at(c, x, y, r):
    with c.group(filter="hand"):
        c.ellipse(x, y, r, r, "none", extra='stroke="#5f4230" stroke-width="22"')
        c.ellipse(x, y, r * .8, r * .8, "none", extra='stroke="#6f4f38" stroke-width="13"')
        for i in range(18):
            a = i * math.tau / 18
            x0, y0 = x + math.cos(a) * r * .8, y + math.sin(a) * r * .8
            x1, y1 = x + math.cos(a + .1) * r * 1.08, y + math.sin(a + .1) * r * 1.08
            c.path(f"M{x0:.0f} {y0:.0f}L{x1:.0f} {y1:.0f}", stroke="#7d5a40", width=15)
            if i % 3 == 0:
                c.path(f"M{x} {y}L{x0:.0f} {y0:.0f}", stroke="#5f4230", width=15)
        c.ellipse(x - 2, y - 3, r, r, "none", extra='stroke="#b08a62" stroke-width="5" opacity=".7"')
        c.ellipse(x, y, 26, 26, "#4a3328")
        c.ellipse(x, y, 11, 11, "#b08a62")
