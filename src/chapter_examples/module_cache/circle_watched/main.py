"""Import two modules that import each other."""

import basket

print("main sees  ", basket.show(basket))

# book: portable
