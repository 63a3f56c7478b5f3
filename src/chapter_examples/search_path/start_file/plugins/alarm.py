"""An alarm."""


def ring():
    """Ring once."""
    print("ring!")
