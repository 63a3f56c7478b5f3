"""The prices of the shop."""

print("  prices runs")


class Price:
    def __init__(self, cents):
        self.cents = cents
