"""A small drawing kit: a canvas that gathers SVG, organic paths, shading and paper grain.

Everything is seeded, so the same script draws the same picture.
"""

import math
import random
from contextlib import contextmanager

CREAM, PAPER, HONEY, OCHRE = "#f6e7cf", "#fbf3e4", "#f0c36f", "#dd9f45"
ROSE, TERRACOTTA, BRICK, PLUM = "#e8b49c", "#c8683f", "#9c3d2a", "#5a2a35"
SAGE, OLIVE, FOREST, PINE = "#9aa66a", "#66774a", "#3b5040", "#26382f"
MIST, SLATE, DUSK, NIGHT = "#c3cfcb", "#6f8790", "#35566b", "#1c2a42"
BARK, UMBER, OAK, STRAW = "#5b4437", "#3a2a25", "#a8774a", "#e3c489"


# Displaced edges pull in what lies outside the canvas, so scenes are drawn larger and cropped.
BLEED = 24


def mix(a, b, t):
    """The colour `t` of the way from `a` to `b`."""
    pa, pb = (tuple(int(c[i:i + 2], 16) for i in (1, 3, 5)) for c in (a, b))
    return "#" + "".join(f"{round(x + (y - x) * t):02x}" for x, y in zip(pa, pb))


def dark(colour, t):
    return mix(colour, "#2a1c22", t)


def light(colour, t):
    return mix(colour, "#fff4dc", t)


def smooth(points, closed=True, tension=1.0):
    """A path through `points` without corners (Catmull-Rom as Béziers)."""
    n = len(points)
    at = (lambda i: points[i % n]) if closed else (lambda i: points[min(max(i, 0), n - 1)])
    d = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(n if closed else n - 1):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = at(i - 1), at(i), at(i + 1), at(i + 2)
        k = tension / 6
        d.append(f"C{x1 + (x2 - x0) * k:.1f} {y1 + (y2 - y0) * k:.1f} "
                 f"{x2 - (x3 - x1) * k:.1f} {y2 - (y3 - y1) * k:.1f} {x2:.1f} {y2:.1f}")
    return "".join(d) + ("Z" if closed else "")


def poly(points, closed=True):
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


class Canvas:
    """Gathers SVG. Drawing methods add to it; `svg()` returns the file."""

    def __init__(self, width=1600, height=1067, seed=1):
        self.w, self.h, self.rnd = width, height, random.Random(seed)
        self.defs, self.out, self.ids = [], [], 0
        self.defs.append(FILTERS)

    def new_id(self):
        self.ids += 1
        return f"i{self.ids}"

    def add(self, xml):
        self.out.append(xml)

    def r(self, a, b):
        return self.rnd.uniform(a, b)

    def stops(self, stops):
        parts = []
        for s in stops:
            alpha = f' stop-opacity="{s[2]}"' if len(s) > 2 else ""
            parts.append(f'<stop offset="{s[0]}" stop-color="{s[1]}"{alpha}/>')
        return "".join(parts)

    def linear(self, stops, x1=0, y1=0, x2=0, y2=1, user=False):
        name = self.new_id()
        units = ' gradientUnits="userSpaceOnUse"' if user else ""
        self.defs.append(f'<linearGradient id="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{units}>'
                         f'{self.stops(stops)}</linearGradient>')
        return f"url(#{name})"

    def radial(self, stops, cx=.5, cy=.5, r=.5, user=False):
        name = self.new_id()
        units = ' gradientUnits="userSpaceOnUse"' if user else ""
        self.defs.append(f'<radialGradient id="{name}" cx="{cx}" cy="{cy}" r="{r}"{units}>'
                         f'{self.stops(stops)}</radialGradient>')
        return f"url(#{name})"

    def path(self, d, fill="none", stroke=None, width=0, opacity=None, extra=""):
        s = f' stroke="{stroke}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"' if stroke else ""
        o = f' opacity="{opacity}"' if opacity is not None else ""
        self.add(f'<path d="{d}" fill="{fill}"{s}{o} {extra}/>')

    def rect(self, x, y, w, h, fill, opacity=None, rx=0, extra=""):
        o = f' opacity="{opacity}"' if opacity is not None else ""
        self.add(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{rx}" fill="{fill}"{o} {extra}/>')

    def fill(self, paint, opacity=None, to=None, extra=""):
        """The whole picture, or as far down as `to`."""
        self.rect(-BLEED, -BLEED, self.w + 2 * BLEED, (to or self.h + BLEED) + BLEED, paint, opacity, extra=extra)

    def ellipse(self, cx, cy, rx, ry, fill, opacity=None, extra=""):
        o = f' opacity="{opacity}"' if opacity is not None else ""
        self.add(f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}"{o} {extra}/>')

    def line(self, x1, y1, x2, y2, stroke, width, opacity=None):
        self.path(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", stroke=stroke, width=width, opacity=opacity)

    @contextmanager
    def group(self, filter=None, opacity=None, blend=None, clip=None, transform=None):
        a = ""
        if filter:
            a += f' filter="url(#{filter})"'
        if opacity is not None:
            a += f' opacity="{opacity}"'
        if blend:
            a += f' style="mix-blend-mode:{blend}"'
        if transform:
            a += f' transform="{transform}"'
        if clip:
            name = self.new_id()
            self.defs.append(f'<clipPath id="{name}"><path d="{clip}"/></clipPath>')
            a += f' clip-path="url(#{name})"'
        self.add(f"<g{a}>")
        yield
        self.add("</g>")

    def shape(self, d, fill, shade=.35, lit=.18, angle=60, grain=True, hue=None):
        """A flat shape with light from the upper left and a grainy shadow opposite."""
        self.path(d, fill)
        dx, dy = math.cos(math.radians(angle)) / 2, math.sin(math.radians(angle)) / 2
        ends = dict(x1=.5 - dx, y1=.5 - dy, x2=.5 + dx, y2=.5 + dy)
        if lit:
            self.path(d, self.linear([(0, "#fff1d2", lit), (.5, "#fff1d2", 0)], **ends))
        if shade:
            shadow = self.linear([(.3, hue or "#3a1f2b", 0), (1, hue or "#3a1f2b", shade)], **ends)
            self.path(d, shadow, extra='filter="url(#speckle)"' if grain else "")

    def glow(self, x, y, radius, colour, strength=.8, blend="screen"):
        g = self.radial([(0, colour, strength), (.35, colour, strength * .45), (1, colour, 0)])
        self.ellipse(x, y, radius, radius, g, extra=f'style="mix-blend-mode:{blend}"')

    def soft(self, d, fill, blur="blur20", opacity=.5, blend=None):
        with self.group(filter=blur, opacity=opacity, blend=blend):
            self.path(d, fill)

    def blob(self, cx, cy, rx, ry, n=9, wobble=.12, turn=0.0):
        pts = []
        for i in range(n):
            a = 2 * math.pi * i / n + turn
            k = 1 + self.r(-wobble, wobble)
            pts.append((cx + math.cos(a) * rx * k, cy + math.sin(a) * ry * k))
        return smooth(pts, tension=1)

    def vignette(self, colour="#2a1620", strength=.35):
        g = self.radial([(.55, colour, 0), (1, colour, strength)], r=.75)
        self.fill(g)

    def paper(self, strength=.13):
        """The tooth of the paper, over everything."""
        self.fill("#808080", opacity=strength, extra='filter="url(#tooth)" style="mix-blend-mode:soft-light"')

    def wash(self, colour, opacity):
        """A tint over all, to draw the colours together."""
        self.fill(colour, opacity, extra='style="mix-blend-mode:soft-light"')

    def svg(self):
        w, h = self.w + 2 * BLEED, self.h + 2 * BLEED
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
                f'viewBox="{-BLEED} {-BLEED} {w} {h}"><defs>{"".join(self.defs)}</defs>'
                f'{"".join(self.out)}</svg>')


_BOX = 'x="-10%" y="-10%" width="120%" height="120%"'
FILTERS = "".join(
    f'<filter id="blur{n}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="{n}"/></filter>'
    for n in (2, 4, 8, 14, 20, 40, 70)
) + f'''
<filter id="rough" {_BOX}><feTurbulence type="fractalNoise" baseFrequency=".022" numOctaves="3" seed="4"/>
<feDisplacementMap in="SourceGraphic" scale="9" xChannelSelector="R" yChannelSelector="G"/></filter>
<filter id="rougher" {_BOX}><feTurbulence type="fractalNoise" baseFrequency=".035" numOctaves="3" seed="9"/>
<feDisplacementMap in="SourceGraphic" scale="18" xChannelSelector="R" yChannelSelector="G"/></filter>
<filter id="hand" {_BOX}><feTurbulence type="fractalNoise" baseFrequency=".03" numOctaves="2" seed="7"/>
<feDisplacementMap in="SourceGraphic" scale="5" xChannelSelector="R" yChannelSelector="G"/></filter>
<filter id="speckle" {_BOX}><feTurbulence type="fractalNoise" baseFrequency=".42" numOctaves="2" seed="3" result="n"/>
<feColorMatrix in="n" type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 0 0 -3.4 2.55" result="m"/>
<feComposite in="SourceGraphic" in2="m" operator="in"/></filter>
<filter id="tooth" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".031 .037" numOctaves="5" seed="11"/>
<feColorMatrix type="matrix" values="1.6 0 0 0 -.28  1.6 0 0 0 -.28  1.6 0 0 0 -.28  0 0 0 0 1"/></filter>
'''
