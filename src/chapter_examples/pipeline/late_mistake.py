"""A program whose last line is not Python."""

print("The first line is fine.")
print("So is the second.")
total = = 3

# book: raises SyntaxError
# book: changed 3.9: Python makes the path of a script absolute.
