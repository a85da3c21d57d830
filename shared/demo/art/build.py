"""Draws every picture into ../pictures.

    python3 art/build.py            everything
    python3 art/build.py NAME…      only these (without extension)

Needs rsvg-convert (Debian: librsvg2-bin) and ImageMagick's convert.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent / "pictures"
sys.path.insert(0, str(HERE))

LIMIT = 165 * 1024


def jpeg(name, svg):
    """Rasterises; lowers the quality step by step where a picture is too heavy."""
    with tempfile.TemporaryDirectory() as folder:
        source, png = Path(folder, "a.svg"), Path(folder, "a.png")
        source.write_text(svg)
        subprocess.run(["rsvg-convert", "--unlimited", "-o", png, source], check=True)
        target = PICTURES / f"{name}.jpg"
        for quality in (82, 78, 74, 70, 66, 62, 58):
            subprocess.run(["convert", png, "-background", "white", "-flatten", "-crop", "1600x1067+24+24", "+repage", "-strip", "-interlace", "Plane",
                            "-sampling-factor", "4:2:0", "-quality", str(quality), target], check=True)
            if target.stat().st_size <= LIMIT:
                break
        print(f"{name}.jpg  q{quality}  {target.stat().st_size // 1024} KiB", flush=True)


def main(wanted):
    import scenes
    for name, draw in scenes.ALL.items():
        if not wanted or name in wanted:
            jpeg(name, draw().svg())
    try:
        import drawings
    except ImportError:
        return
    for name, svg in drawings.all_drawings():
        if not wanted or name in wanted:
            (PICTURES / f"{name}.svg").write_text(svg)


if __name__ == "__main__":
    main(set(sys.argv[1:]))
