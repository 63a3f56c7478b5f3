"""Import a package; the commands below start its files as well."""

import shop.prices

# book: command python main.py
# book: command python -m shop
# book: command python -m shop.prices
# book: command python shop/prices.py
# book: portable
