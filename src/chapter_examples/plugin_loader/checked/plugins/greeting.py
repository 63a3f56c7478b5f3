"""A file that is no discount."""

print("Hello!")
