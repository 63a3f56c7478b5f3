"""Import a package. The commands below also start its files."""

import shop.prices

# book: command python main.py
# book: command python -m shop
# book: command python -m shop.prices
# book: command python shop/prices.py
# book: portable
