"""A greeting."""

print("Hello")
