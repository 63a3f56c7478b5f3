"""Which built-ins would a star hide?"""

import builtins
import importlib


def star_names(module):
    public = [name for name in vars(module) if not name.startswith("_")]
    return getattr(module, "__all__", public)


def hides(module, name):
    return hasattr(builtins, name) and getattr(module, name) is not getattr(builtins, name)


for name in ["os", "math", "asyncio", "json"]:
    module = importlib.import_module(name)
    hidden = [item for item in sorted(star_names(module)) if hides(module, item)]
    print(f"{name}: {', '.join(hidden) or 'none'}")

# book: changed 3.11: `asyncio.TimeoutError` is the built-in `TimeoutError`, so a star hides nothing with it.
# book: portable
