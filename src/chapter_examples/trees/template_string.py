"""A t-string keeps its text and its values apart."""

price = 30
template = t"Pears cost {price + 5} cents."

print(type(template).__name__)
print(template.strings)
for part in template.interpolations:
    print(part.expression, "=", part.value)

# book: raises SyntaxError on <3.14
# book: changed 3.9: CPython makes the path of the script absolute.
# book: changed 3.10: A `SyntaxError` has the end of its mistake, so the marks cover the string.
# book: changed 3.14: A string with the prefix `t` is a t-string, an object of its own kind.
