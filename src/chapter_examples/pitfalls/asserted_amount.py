"""A payment of −40."""


def pay(amount):
    assert amount > 0, "nothing to pay"
    print("paid", amount)


pay(-40)

# book: command python asserted_amount.py
# book: raises AssertionError
# book: command python -O asserted_amount.py
