"""Look for a submodule in a module that is no package."""

import prices.apples

# book: raises ModuleNotFoundError
