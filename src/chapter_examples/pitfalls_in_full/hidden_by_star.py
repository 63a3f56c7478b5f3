"""Which built-ins would a star hide?"""

import builtins
import sys


def hidden(module):
    """Return the names of the built-ins that a star on the module called `module` hides, or why there is no answer."""
    names = {}
    try:
        exec(f"from {module} import *", names)
    except (Exception, SystemExit) as error:
        return f"cannot tell: {type(error).__name__}: {error}"
    replaced = [name for name in names if hasattr(builtins, name) and names[name] is not getattr(builtins, name)]
    return ", ".join(sorted(replaced)) or "none"


for name in sys.argv[1:]:
    print(f"{name}: {hidden(name)}")

# book: command python hidden_by_star.py os math asyncio json no_module
# book: changed 3.11: `asyncio.TimeoutError` is the built-in `TimeoutError`, so a star does not hide a built-in with it.
# book: portable
