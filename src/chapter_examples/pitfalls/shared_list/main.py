"""Two customers, each with an order."""

import orders

alice = orders.order("apples")
bob = orders.order("pears")
assert bob == ["pears"], f"Bob gets {bob}"

# book: raises AssertionError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the comparison that was false.
# book: changed 3.12: The failed assertion has the columns of the whole `assert`, and a part that fills its
#     line is not marked.
# book: changed 3.13: The failed assertion has the columns of its condition, so the comparison that was false
#     is marked.
