"""The plays, and their prices."""

import importlib

if True:
    from .seats import VIP

EXTRAS = importlib.import_module("theatre." + "bar")
