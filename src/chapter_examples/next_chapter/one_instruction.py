"""What one instruction does with five pairs of types."""


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents)

    def __repr__(self):
        return f"Money({self.cents})"


def add(left, right):
    return left + right


print(add(2, 3))
print(add("2", "3"))
print(add([2], [3]))
print(add(Money(2), Money(3)))
try:
    print(add(2, Money(3)))
except TypeError as error:
    print("TypeError:", error)

# book: portable
