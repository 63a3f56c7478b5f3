"""A payment of −40, refused at every level."""


def pay(amount):
    if amount <= 0:
        raise ValueError("nothing to pay")
    print("paid", amount)


pay(-40)

# book: command python -O checked_amount.py
# book: raises ValueError
# book: changed 3.9: CPython makes the script's path absolute at the start, also with `-O`, and the traceback shows it.
# book: changed 3.13: A call is marked even if it fills its line: `~` under the function, `^` under the parentheses.
