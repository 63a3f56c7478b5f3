"""The prices of the shop."""


class Price:
    def __init__(self, cents):
        self.cents = cents
