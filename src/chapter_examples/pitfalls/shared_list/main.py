"""Two customers, each with an order."""

import orders

alice = orders.order("apples")
bob = orders.order("pears")
assert bob == ["pears"], f"Bob gets {bob}"

# book: raises AssertionError
# book: changed 3.9: CPython makes the path of `main.py` absolute before it runs it, and the traceback shows that path.
# book: changed 3.11: Instructions know their columns, so the traceback marks the comparison that was false.
# book: changed 3.12: `RAISE_VARARGS` has the columns of the whole `assert`, and what fills its line gets no mark.
# book: changed 3.13: `RAISE_VARARGS` has the columns of the condition, so the comparison that was false is marked.
