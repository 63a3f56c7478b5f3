"""A list that is made once."""


def order(item, basket=[]):
    basket.append(item)
    return basket


print(order("apples"))
print(order("pears"))
print(order.__defaults__)

# book: portable
