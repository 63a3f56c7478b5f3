"""Import two modules that import names from each other."""

import shop.basket

# book: raises ImportError
