"""A list for each call."""


def order(item, basket=None):
    if basket is None:
        basket = []
    basket.append(item)
    return basket


print(order("apples"))
print(order("pears"))

# book: portable
