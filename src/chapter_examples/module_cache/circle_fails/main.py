"""Import two modules that import names from each other."""

import shop.basket

# book: raises ImportError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
