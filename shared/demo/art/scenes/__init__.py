"""The scenes: each function draws one picture on a canvas and is registered under its name."""

import importlib
import pkgutil

ALL = {}


def scene(function):
    """Registers a scene: `orchard_dawn` becomes `orchard-dawn`."""
    ALL[function.__name__.replace("_", "-")] = function
    return function


for module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{module.name}")
