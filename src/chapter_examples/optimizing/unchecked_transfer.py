"""A check that does not run when it is needed."""


def pay_in(balance, amount):
    assert amount > 0, "only positive amounts"
    return balance + amount


print(pay_in(100, -40))

# book: command python -O unchecked_transfer.py
# book: command python unchecked_transfer.py
# book: raises AssertionError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the part of each line that failed.
# book: changed 3.12: A failed assertion has the position of the whole statement, and a part that fills its
#     line is not marked.
# book: changed 3.13: A failed assertion has the position of its condition, and the traceback marks a call in
#     two parts: the function with `~` and its arguments with `^`.
