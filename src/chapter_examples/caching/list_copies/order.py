"""An order: an item and its count."""

ORDER = ("apple", 3)
