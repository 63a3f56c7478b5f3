"""A check that is gone when it is needed."""


def pay_in(balance, amount):
    assert amount > 0, "only positive amounts"
    return balance + amount


print(pay_in(100, -40))

# book: command python -O unchecked_transfer.py
# book: command python unchecked_transfer.py
# book: raises AssertionError
