"""A t-string keeps its text and its values separate."""

price = 30
template = t"Pears cost {price + 5} cents."

print(type(template).__name__)
print(template.strings)
for part in template.interpolations:
    print(part.expression, "=", part.value)

# book: raises SyntaxError on <3.14
# book: changed 3.9: The path of a script is absolute, and the error shows it.
# book: changed 3.10: A `SyntaxError` contains the end of the bad part, so the whole string is marked.
# book: changed 3.14: A string with the prefix `t` is a t-string, whose type is `Template`.
