"""Import two modules that import names from each other."""

import shop.basket

# book: raises ImportError
# book: changed 3.9: Python makes the path of the script absolute, as those of imported modules are.
