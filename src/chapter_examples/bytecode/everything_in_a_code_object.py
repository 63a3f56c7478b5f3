"""What `dis.show_code()` prints about a function with every kind of parameter."""

import dis


def label(price, /, currency="EUR", *notes, sep=" ", **extra):
    """Return a price tag."""
    text = str(price) + sep + currency
    return sep.join((text, *notes))


dis.show_code(label)

# book: changed 3.9: The path of a script is absolute, and the code object has it as its file name.
# book: changed 3.11: The flag `NOFREE`, which said that there are no cells, was removed.
# book: changed 3.14: The flag `HAS_DOCSTRING` says that the first constant is the docstring.
