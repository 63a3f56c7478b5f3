"""Import a module that puts something else in its place."""

import colours

print(type(colours).__name__)
print(colours["red"])

# book: portable
