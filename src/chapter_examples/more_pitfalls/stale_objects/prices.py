"""The prices of the shop."""


class Price:
    def __init__(self, cents):
        self.cents = cents


def make_key():
    class Key:
        """A class that no reload replaces, because the module has no such name."""

    return Key()
