"""A call that calls another function of the program."""


def with_tax(amount):
    return amount * 1.25


def price_of(count, each):
    total = with_tax(count * each)
    return round(total)


print(price_of(3, 8))

# book: trace price_of
# book: portable
