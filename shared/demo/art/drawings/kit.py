"""A light canvas for drawings that are served as SVG: no filters, shared gradients, short paths."""

import math
import random

from brush import dark, light, mix


def n(v):
    """A number, short: tenths matter only to small ones."""
    s = f"{v:.1f}" if abs(v) < 20 else f"{v:.0f}"
    return s[:-2] if s.endswith(".0") else s


def pts(points):
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "Z"


class Spot:
    """A square picture of one thing on a table, lit from the upper left."""

    def __init__(self, wall="#ecd9b4", table="#d3b283", seed=1, horizon=330):
        self.rnd = random.Random(seed)
        self.out, self.defs, self.ids = [], [], 0
        self.rect(0, 0, 480, 480, wall)
        x, y = 205 + self.r(-25, 25), 205 + self.r(-12, 12)
        self.ellipse(x, y, 172, 168, light(wall, .45), .75)
        k = self.r(-8, 8)
        self.path(f"M0 {n(horizon + k)}Q240 {n(horizon - 12)} 480 {n(horizon - k)}V480H0Z", table)
        self.path(f"M0 {n(horizon + 34 + k)}Q240 {n(horizon + 20)} 480 {n(horizon + 40)}M0 {n(horizon + 84)}Q240 {n(horizon + 74)} 480 {n(horizon + 92)}", stroke=dark(table, .14), width=2, opacity=.5)

    def r(self, a, b):
        return self.rnd.uniform(a, b)

    def path(self, d, fill=None, stroke=None, width=0, opacity=None):
        a = f' fill="{fill or "none"}"'
        if stroke:
            a += f' stroke="{stroke}" stroke-width="{n(width)}" stroke-linecap="round" stroke-linejoin="round"'
        if opacity is not None:
            a += f' opacity="{opacity}"'
        self.out.append(f'<path d="{d}"{a}/>')

    def rect(self, x, y, w, h, fill, opacity=None, rx=0):
        o = f' opacity="{opacity}"' if opacity is not None else ""
        q = f' rx="{n(rx)}"' if rx else ""
        self.out.append(f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{q} fill="{fill}"{o}/>')

    def ellipse(self, cx, cy, rx, ry, fill, opacity=None):
        o = f' opacity="{opacity}"' if opacity is not None else ""
        self.out.append(f'<ellipse cx="{n(cx)}" cy="{n(cy)}" rx="{n(rx)}" ry="{n(ry)}" fill="{fill}"{o}/>')

    def shape(self, d, fill, shade="s", lit="l"):
        """A shape with light and shadow; the path is written once."""
        self.ids += 1
        name = f"p{self.ids}"
        self.defs.append(f'<path id="{name}" d="{d}"/>')
        for paint in (fill, lit and f"url(#{lit})", shade and f"url(#{shade})"):
            if paint:
                self.out.append(f'<use href="#{name}" fill="{paint}"/>')
        return name

    def clip(self, name):
        """Opens a group clipped to a shape; close with `end`."""
        self.defs.append(f'<clipPath id="c{name}"><use href="#{name}"/></clipPath>')
        self.out.append(f'<g clip-path="url(#c{name})">')

    def group(self, transform):
        self.out.append(f'<g transform="{transform}">')

    def end(self):
        self.out.append("</g>")

    def shadow(self, x, y, rx, ry=None):
        """On the table, falling to the right."""
        self.ellipse(x + rx * .14, y, rx, ry or rx * .17, "url(#g)")

    def dots(self, x, y, rx, ry, count, size, colour, opacity=None):
        """Many small marks as one path of dots."""
        d = []
        for _ in range(count):
            a, k = self.r(0, math.tau), math.sqrt(self.r(0, 1))
            d.append(f"M{round(x + math.cos(a) * rx * k)} {round(y + math.sin(a) * ry * k)}h0")
        self.path("".join(d), stroke=colour, width=size, opacity=opacity)

    def leaf(self, x, y, length, angle, fill="#6d7f45", width=.36):
        ca, sa = math.cos(angle), math.sin(angle)
        ex, ey, w = x + ca * length, y + sa * length, length * width
        mx, my = x + ca * length * .45, y + sa * length * .45
        d = f"M{n(x)} {n(y)}Q{n(mx - sa * w)} {n(my + ca * w)} {n(ex)} {n(ey)}Q{n(mx + sa * w)} {n(my - ca * w)} {n(x)} {n(y)}Z"
        self.path(d, fill)
        self.path(f"M{n(x)} {n(y)}L{n(x + ca * length * .85)} {n(y + sa * length * .85)}", stroke=light(fill, .35), width=max(1, length * .025), opacity=.7)

    def leaves(self, items, colours, width=.36):
        """Many leaves (x, y, length, angle), a path for each colour."""
        paths = {colour: [] for colour in colours}
        for x, y, length, angle in items:
            ca, sa = math.cos(angle), math.sin(angle)
            w = length * width
            mx, my = ca * length * .45, sa * length * .45
            paths[self.rnd.choice(colours)].append(
                f"M{round(x)} {round(y)}q{round(mx - sa * w)} {round(my + ca * w)} {round(ca * length)} {round(sa * length)}"
                f"q{round(-ca * length + mx + sa * w)} {round(-sa * length + my - ca * w)} {round(-ca * length)} {round(-sa * length)}")
        for colour, d in paths.items():
            if d:
                self.path("".join(d), colour)

    def soft(self, x, y, rx, ry, colour, opacity):
        """A patch of colour that fades out."""
        self.ids += 1
        self.defs.append(f'<radialGradient id="r{self.ids}"><stop stop-color="{colour}" stop-opacity="{opacity}"/>'
                         f'<stop offset=".45" stop-color="{colour}" stop-opacity="{n(opacity * .7)}"/><stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient>')
        self.ellipse(x, y, rx, ry, f"url(#r{self.ids})")

    def blob(self, cx, cy, rx, ry, count=9, wobble=.06):
        p = []
        for i in range(count):
            a, k = math.tau * i / count, 1 + self.r(-wobble, wobble)
            p.append((cx + math.cos(a) * rx * k, cy + math.sin(a) * ry * k))
        d = f"M{n(p[0][0])} {n(p[0][1])}"
        for i in range(count):
            (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (p[(i + j) % count] for j in (-1, 0, 1, 2))
            d += f"C{n(x1 + (x2 - x0) / 6)} {n(y1 + (y2 - y0) / 6)} {n(x2 - (x3 - x1) / 6)} {n(y2 - (y3 - y1) / 6)} {n(x2)} {n(y2)}"
        return d + "Z"

    def svg(self, size=480):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 480 480">'
                f'<defs>{GRADIENTS}{"".join(self.defs)}</defs>{"".join(self.out)}</svg>\n')


GRADIENTS = (
    '<linearGradient id="l" x2=".6" y2=".9"><stop stop-color="#fff1d2" stop-opacity=".42"/><stop offset=".5" stop-color="#fff1d2" stop-opacity="0"/></linearGradient>'
    '<linearGradient id="s" x1=".25" y1=".1" x2=".95" y2="1"><stop offset=".35" stop-color="#3a1626" stop-opacity="0"/><stop offset="1" stop-color="#3a1626" stop-opacity=".48"/></linearGradient>'
    '<linearGradient id="t"><stop stop-color="#2a120c" stop-opacity=".38"/><stop offset=".22" stop-color="#fff0c8" stop-opacity=".16"/><stop offset=".34" stop-color="#fff0c8" stop-opacity=".42"/><stop offset=".5" stop-color="#fff0c8" stop-opacity="0"/><stop offset="1" stop-color="#2a120c" stop-opacity=".5"/></linearGradient>'
    '<radialGradient id="g"><stop stop-color="#2a1420" stop-opacity=".5"/><stop offset=".6" stop-color="#2a1420" stop-opacity=".28"/><stop offset="1" stop-color="#2a1420" stop-opacity="0"/></radialGradient>'
)
