"""Look for a submodule in a module that is no package."""

import prices.apples

# book: raises ModuleNotFoundError
# book: changed 3.9: Python makes the path of a script absolute, so the traceback shows it in full.
