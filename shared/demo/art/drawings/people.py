"""Portraits of those who write, and the cooperative's mark."""

from drawings.kit import *

CURLS = [(150, 150), (170, 118), (202, 98), (240, 90), (278, 98), (310, 118), (330, 150), (336, 188), (144, 188), (150, 226), (330, 226), (196, 128), (240, 116), (284, 128)]


def frame(wall, sun, seed):
    s = Spot(wall, wall, seed)
    del s.out[1:]
    s.ellipse(240, 236, 190, 190, sun)
    return s


def bust(s, coat, skin, neck=28):
    s.shape("M50 480Q60 372 150 350Q240 330 330 350Q420 372 430 480Z", coat)
    s.path(f"M{240 - neck} 290V350Q240 390 {240 + neck} 350V290Z", dark(skin, .16))


def face(s, skin, cheeks="#d9795c", w=86, h=104, y=218):
    name = s.shape(f"M240 {y - h}Q{240 + w} {y - h} {240 + w} {y - 8}Q{240 + w - 4} {y + h * .78:.0f} 240 {y + h}Q{240 - w + 4} {y + h * .78:.0f} {240 - w} {y - 8}Q{240 - w} {y - h} 240 {y - h}Z", skin)
    for k in (-1, 1):
        s.ellipse(240 + k * 48, y + 34, 19, 13, cheeks, .38)
    return name


def features(s, skin, y=212, eye="#2f2220", brow="#5b4437", smile=24, lids=False):
    for k in (-1, 1):
        x = 240 + k * 36
        if lids:
            s.path(f"M{x - 12} {y}q12 10 24 0", stroke=eye, width=5)
        else:
            s.ellipse(x, y, 6.5, 8, eye)
            s.ellipse(x + 2, y - 3, 2, 2.5, "#fff")
        s.path(f"M{x - 15} {y - 22 + (k < 0) * 1}q15 -10 30 0", stroke=brow, width=6)
    s.path(f"M240 {y + 6}q-13 34 3 38", stroke=dark(skin, .3), width=4.5)
    s.path(f"M{240 - smile} {y + 66}q{smile} 20 {smile * 2} 0", stroke="#8a3f34", width=5.5)


def wrinkles(s, skin, y=212):
    c = dark(skin, .25)
    s.path(f"M176 {y + 2}l-9 -5M176 {y + 9}l-10 2M304 {y + 2}l9 -5M304 {y + 9}l10 2M202 {y + 50}q-8 12 -4 24M278 {y + 50}q8 12 4 24", stroke=c, width=3, opacity=.7)


def maud_ellerby():
    s = frame("#dfe3c0", "#eef0d2", 1)
    for x, y, l, a in ((60, 90, 70, .4), (110, 60, 60, 1.2), (40, 170, 60, -.3), (420, 80, 70, 2.6), (370, 50, 60, 1.9), (446, 170, 62, 3.3), (76, 250, 56, .3), (412, 250, 58, 2.9)):
        s.leaf(x, y, l, a, s.rnd.choice(["#7d9450", "#93a85c", "#66824a"]))
    for x, y in ((90, 140), (404, 132)):
        s.ellipse(x, y, 24, 23, "#b8482e")
        s.ellipse(x - 6, y - 7, 10, 8, "#e9a862", .8)
    skin = "#ecc0a0"
    s.shape("M140 250Q116 130 180 96Q240 66 304 96Q364 130 340 250Q320 282 300 250L180 250Q160 282 140 250Z", "#f1ede4")
    bust(s, "#5d7246", skin)
    s.path("M190 348L240 404L290 348L310 356L262 440H218L170 356Z", "#4a5c38")
    s.path("M214 350Q240 380 266 350L258 396H222Z", "#f0e2c4")
    face(s, skin)
    s.shape("M150 200Q140 118 206 100Q290 88 322 130Q340 160 330 204Q316 150 270 134Q240 160 186 158Q160 170 150 200Z", "#fbf8f0")
    s.path("M170 150q30 -34 80 -36M286 128q28 16 34 46", stroke="#d9d2c4", width=4)
    features(s, skin, brow="#cfc6b6")
    wrinkles(s, skin)
    for k in (-1, 1):
        s.out.append(f'<circle cx="{240 + k * 37}" cy="213" r="29" fill="#fff" fill-opacity=".18" stroke="#5b4437" stroke-width="4.500"/>')
    s.path("M233 210q7 -6 14 0M174 206l-18 -5M306 206l18 -5", stroke="#5b4437", width=4.5)
    s.path("M118 402l14 56M362 402l-14 56", stroke="#4a5c38", width=5)
    return s


def tomasz_zielak():
    s = frame("#8a4a34", "#c9743c", 2)
    s.ellipse(240, 250, 150, 150, "#f0a850", .7)
    s.ellipse(240, 262, 96, 100, "#ffd988", .6)
    s.path("M10 300V200Q20 30 240 20Q460 30 470 200V300", stroke="#6b3526", width=34)
    s.path("".join(f"M{240 + math.cos(a) * 214:.0f} {212 + math.sin(a) * 178:.0f}L{240 + math.cos(a) * 250:.0f} {212 + math.sin(a) * 212:.0f}" for a in [math.pi * (1 + i / 12) for i in range(13)]), stroke="#4f261c", width=4)
    skin = "#dba883"
    bust(s, "#f2e8d6", skin, 34)
    s.path("M150 352Q240 420 330 352L344 480H136Z", "#fbf5e8")
    s.path("M150 352L172 480M330 352L308 480", stroke="#d9c9ac", width=6)
    face(s, skin)
    s.shape("M152 206Q156 300 196 322Q240 344 284 322Q324 300 328 206Q316 236 300 250Q240 236 180 250Q164 236 152 206Z", "#3a2620")
    s.path("M196 262Q240 240 284 262Q262 272 240 266Q218 272 196 262Z", "#2a1a16")
    s.path("M212 280q28 20 56 0q-12 -6 -28 -6t-28 6Z", "#c9705a")
    features(s, skin, 204, brow="#2f1f1a", smile=0)
    s.shape("M146 178Q126 96 186 80Q240 50 296 80Q356 96 334 178Q240 138 146 178Z", "#fbf6ea")
    s.shape("M144 184Q240 138 336 184L332 156Q240 112 148 156Z", "#e9dcc4")
    s.dots(240, 330, 150, 120, 26, 4, "#fff", .7)
    return s


def nasreen_akhtar():
    s = frame("#cfd9d6", "#e2e8e0", 3)
    s.path("M-10 70Q240 150 490 60", stroke="#6b5a4a", width=3)
    for i in range(9):
        t = (i + .5) / 9
        x, y = -10 + 500 * t, (1 - t) ** 2 * 70 + 2 * t * (1 - t) * 150 + t * t * 60
        s.path(f"M{x - 22:.0f} {y:.0f}h44l-22 46Z", ("#b8503a", "#e0a54a", "#fbf3e0", "#66774a")[i % 4])
    skin = "#b98258"
    s.shape("M50 480Q60 372 150 350Q240 330 330 350Q420 372 430 480Z", "#2f4f66")
    s.path("M120 372q-20 50 -22 108M360 372q20 50 22 108", stroke="#243f54", width=5)
    s.shape("M130 214Q126 80 240 76Q354 80 350 214Q352 320 326 372Q286 424 240 426Q194 424 154 372Q128 320 130 214Z", "#b5532f")
    s.shape("M154 372Q240 330 326 372Q350 420 300 446Q240 468 180 446Q130 420 154 372Z", "#a5482a")
    face(s, skin, "#c4603f", 80, 98, 222)
    s.path("M152 226Q150 116 240 112Q330 116 328 226Q318 140 240 136Q162 140 152 226Z", "#8f3d22")
    s.path("M154 226Q158 140 240 134Q322 140 326 226", stroke="#c9683c", width=7)
    s.path("M162 290Q200 352 300 340M176 404q60 30 130 4M140 160Q160 104 230 92", stroke="#8f3d22", width=5, opacity=.7)
    s.path("M330 190q-6 110 -70 146", stroke="#d9825a", width=4, opacity=.6)
    features(s, skin, 216, brow="#2a1a16", smile=26)
    return s


def joss_hartley():
    s = frame("#e6d2ae", "#f1e2c2", 4)
    s.path("M-4 262H484", stroke="#8a6244", width=17)
    for x, c in ((46, "#c9781f"), (102, "#8f9a3c"), (382, "#d9a03a"), (440, "#7d4a24")):
        s.shape(f"M{x - 22} 252V170Q{x - 22} 146 {x - 9} 138V96H{x + 9}V138Q{x + 22} 146 {x + 22} 170V252Z", c)
        s.rect(x - 22, 190, 44, 36, "#f6ecd2")
    skin = "#f0c8a8"
    for x, y in CURLS:
        s.ellipse(x, y + 10, 40, 40, "#a8481f")
    bust(s, "#2f4a63", skin)
    s.path("M176 346Q240 412 304 346L318 352Q240 440 162 352Z", "#243b50")
    s.path("M232 412V480M248 412V480", stroke="#243b50", width=4)
    s.path("M240 432h0M240 460h0", stroke="#e3c489", width=9)
    s.path("M196 346Q240 392 284 346Q240 372 196 346Z", "#b8503a")
    face(s, skin)
    for x, y in CURLS:
        if y < 160:
            s.ellipse(x, y + 6, 33, 31, ("#c25a26", "#b5501f", "#cf6a30")[(x + y) % 3])
            s.path(f"M{x - 16} {y + 10}q4 -24 24 -20q12 8 2 18", stroke="#e89a58", width=4, opacity=.7)
    features(s, skin, 216, brow="#a8481f", smile=28)
    s.dots(240, 250, 70, 22, 26, 4, "#c47a4c", .7)
    s.path("M214 284q26 22 52 0Z", "#fbf5e8")
    return s


def elspeth_rowe():
    s = frame("#f0dfae", "#f8ecc8", 5)
    for x, y, a in ((70, 120, -20), (410, 90, 24), (420, 210, -10), (56, 230, 14)):
        s.group(f"rotate({a} {x} {y})")
        s.path(f"M{x - 46} {y + 30}q20 -26 34 -22", stroke="#b98f4a", width=2.5, opacity=.7)
        s.ellipse(x - 4, y - 12, 13, 8, "#fff", .8)
        s.ellipse(x + 9, y - 12, 12, 7, "#fff", .8)
        s.ellipse(x, y, 18, 11, "#dd9f35")
        s.path(f"M{x - 6} {y - 10}v20M{x + 4} {y - 10}v20", stroke="#3a2418", width=5)
        s.ellipse(x + 17, y - 1, 7, 7, "#3a2418")
        s.end()
    skin = "#eec4a6"
    s.shape("M60 168Q100 330 76 420Q240 470 404 420Q380 330 420 168Z", "#fbf8ee")
    s.out[-1] = s.out[-1].replace("/>", ' opacity=".5"/>')
    s.path("".join(f"M{90 + i * 25} 190Q{96 + i * 24} 320 {84 + i * 26} 424" for i in range(13)), stroke="#cfc4aa", width=1.500, opacity=.7)
    bust(s, "#cf9a34", skin)
    s.path("M206 346L240 420L274 346Q240 374 206 346Z", "#f6f0e2")
    s.path("M240 420V480", stroke="#a87822", width=5)
    s.path("M256 446h0M256 472h0", stroke="#7d5a20", width=9)
    face(s, skin, y=226)
    s.path("M152 220Q148 150 190 138H290Q332 150 328 220Q316 176 290 164Q240 190 196 166Q164 180 152 220Z", "#b9b4ae")
    s.path("M322 200Q350 260 336 330Q330 372 346 404", stroke="#a8a29c", width=27)
    s.path("M330 230l-14 22M342 262l-22 18M344 298l-24 14M340 334l-22 12M338 368l-16 8", stroke="#d9d4cc", width=5)
    s.path("M334 392l22 6", stroke="#b8503a", width=8)
    features(s, skin, 222, brow="#a8a29c", smile=20)
    wrinkles(s, skin, 222)
    s.shape("M40 164Q60 122 240 122Q420 122 440 164Q420 196 240 192Q60 196 40 164Z", "#e3c070")
    s.shape("M148 142Q150 54 240 52Q330 54 332 142Q240 168 148 142Z", "#ecd08a")
    s.path("M148 126Q240 152 332 126V144Q240 170 148 144Z", "#8a5a34")
    s.path("M56 164Q240 190 424 164M160 100q80 22 160 0M168 78q70 18 144 0", stroke="#b9934a", width=3, opacity=.6)
    return s


def mark(s_tree="#9c3d2a", hill="#66774a", sun="#e0a54a"):
    """An apple tree on a bank before the sun, within a round: the cooperative's mark, 128 wide."""
    return (f'<clipPath id="k"><circle cx="64" cy="64" r="60"/></clipPath><circle cx="64" cy="64" r="62" fill="#f6e7cf"/>'
            f'<g clip-path="url(#k)"><circle cx="84" cy="46" r="25" fill="{sun}"/>'
            f'<path d="M-4 92Q30 66 70 74T136 58V136H-4Z" fill="{hill}"/><path d="M-4 112Q40 84 136 96V136H-4Z" fill="#4f6040"/>'
            f'<path d="M49 96Q53 82 51 66L57 66Q56 82 61 96Z" fill="#5b4437"/><path d="M53 76L42 62M55 72L66 60" stroke="#5b4437" stroke-width="3.5" stroke-linecap="round"/>'
            f'<path d="M54 20C70 16 84 28 82 42C90 54 78 68 64 65C58 70 48 70 43 64C30 66 20 54 26 43C24 28 40 16 54 20Z" fill="#3b5040"/>'
            f'<path d="M50 24C58 20 68 24 70 32C62 30 54 34 52 40C44 34 36 38 33 44C31 32 40 24 50 24Z" fill="#5d7a4a"/>'
            + "".join(f'<circle cx="{x}" cy="{y}" r="4.6" fill="{s_tree}"/><circle cx="{x - 1.4}" cy="{y - 1.5}" r="1.500" fill="#f0c36f"/>' for x, y in ((40, 36), (57, 31), (69, 43), (50, 48), (36, 52), (63, 57), (48, 61)))
            + '</g><circle cx="64" cy="64" r="60.500" fill="none" stroke="#9c3d2a" stroke-width="3"/>')


def logo():
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 128 128">{mark()}</svg>\n'


def favicon():
    """Simpler, for sixteen pixels: one apple with a leaf."""
    return ('<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#f6e7cf"/>'
            '<path d="M16 11C19 8 27 8.500 27 16.500C27 22.500 22 28.500 18.500 27.500Q16 26.800 13.500 27.500C10 28.500 5 22.500 5 16.500C5 8.500 13 8 16 11Z" fill="#9c3d2a"/>'
            '<path d="M8.500 15.500Q9 11.800 12.500 11.500" stroke="#e9a06a" stroke-width="2" stroke-linecap="round" fill="none"/>'
            '<path d="M16 11Q16 7.500 17.500 5" stroke="#5b4437" stroke-width="2" stroke-linecap="round" fill="none"/><path d="M17.500 8Q20 3 26 4Q24.500 9 17.500 8Z" fill="#66774a"/></svg>\n')


def all_drawings():
    for draw in (maud_ellerby, tomasz_zielak, nasreen_akhtar, joss_hartley, elspeth_rowe):
        yield draw.__name__.replace("_", "-"), draw().svg()
    yield "logo", logo()
    yield "favicon", favicon()
