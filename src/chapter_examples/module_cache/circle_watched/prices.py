"""The prices, which need the basket."""

import basket

print("prices sees", basket.show(basket))
APPLE = 30
