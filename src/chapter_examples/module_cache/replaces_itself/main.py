"""Import a module that puts another object in its place."""

import colors

print(type(colors).__name__)
print(colors["red"])

# book: portable
