"""Import a submodule of a module that is not a package."""

import prices.apples

# book: raises ModuleNotFoundError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
