"""What dis.show_code() knows about a function with every kind of parameter."""

import dis


def label(price, /, currency="EUR", *notes, sep=" ", **extra):
    """Return a price tag."""
    text = str(price) + sep + currency
    return sep.join((text, *notes))


dis.show_code(label)

# book: changed 3.9: Python makes the path of a script absolute, and the code object holds it as its file name.
# book: changed 3.11: The flag `NOFREE`, which told that there are no cells, is gone.
# book: changed 3.14: The flag `HAS_DOCSTRING` confirms that the first constant is the docstring.
