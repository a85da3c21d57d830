"""Everything that is served as SVG: products, portraits, logo and favicon."""

from drawings import baked, fruit, larder, nursery, people, poured

MODULES = (baked, fruit, poured, larder, nursery)


def all_drawings():
    """Names and SVG texts. A function without arguments that a module defines draws a product."""
    for module in MODULES:
        for name, draw in vars(module).items():
            if callable(draw) and getattr(draw, "__module__", "") == module.__name__ and draw.__code__.co_argcount == 0:
                yield name.replace("_", "-"), draw().svg()
    yield from people.all_drawings()
