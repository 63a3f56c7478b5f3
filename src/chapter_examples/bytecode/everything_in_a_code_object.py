"""What dis.show_code() knows about a function with every kind of parameter."""

import dis


def label(price, /, currency="EUR", *notes, sep=" ", **extra):
    """Return a price tag."""
    text = str(price) + sep + currency
    return sep.join((text, *notes))


dis.show_code(label)
