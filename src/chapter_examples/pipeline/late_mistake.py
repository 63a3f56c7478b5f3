"""A program whose last line is not valid Python."""

print("The first line is fine.")
print("So is the second.")
total = = 3

# book: raises SyntaxError
# book: changed 3.9: The path of a script is absolute, and the error shows it.
