"""A payment of −40."""


def pay(amount):
    assert amount > 0, "nothing to pay"
    print("paid", amount)


pay(-40)

# book: command python asserted_amount.py
# book: raises AssertionError
# book: command python -O asserted_amount.py
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the condition of the `assert` that failed.
# book: changed 3.12: The failed assertion has the columns of the whole `assert`, and a part that fills its
#     line is not marked.
# book: changed 3.13: The failed assertion has the columns of its condition, and the traceback marks a call
#     even if it fills its line.
