"""Two values and the names of their types."""

for value in (7, "seven"):
    print(value, type(value).__name__)

# book: portable
