"""An order: what, and how many."""

ORDER = ("apple", 3)
