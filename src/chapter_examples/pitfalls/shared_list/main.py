"""Two customers, each with an order."""

import orders

alice = orders.order("apples")
bob = orders.order("pears")
assert bob == ["pears"], f"Bob gets {bob}"

# book: raises AssertionError
