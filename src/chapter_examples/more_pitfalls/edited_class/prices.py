"""The prices of the shop."""

FIELDS = ["cents"]


class Price:
    def __init__(self, cents, currency="EUR"):
        for name, value in zip(FIELDS, [cents, currency]):
            setattr(self, name, value)

    def label(self):
        return " ".join(str(getattr(self, name)) for name in FIELDS)


class SlottedPrice:
    __slots__ = FIELDS

    def __init__(self, cents):
        self.cents = cents
