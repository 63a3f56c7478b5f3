"""A payment of −40."""


def pay(amount):
    assert amount > 0, "nothing to pay"
    print("paid", amount)


pay(-40)

# book: command python asserted_amount.py
# book: raises AssertionError
# book: command python -O asserted_amount.py
# book: changed 3.9: CPython makes the path of the script absolute, and each frame in the traceback shows that path.
# book: changed 3.11: Instructions know their columns, so the traceback marks the condition of the failed `assert`.
# book: changed 3.12: `RAISE_VARARGS` has the columns of the whole `assert`, and what fills its line gets no mark.
# book: changed 3.13: `RAISE_VARARGS` has the columns of the condition, and a call is marked even if it fills its line.
