"""A check that is gone when it is needed."""


def pay_in(balance, amount):
    assert amount > 0, "only positive amounts"
    return balance + amount


print(pay_in(100, -40))

# book: command python -O unchecked_transfer.py
# book: command python unchecked_transfer.py
# book: raises AssertionError
# book: changed 3.9: Python makes the path of a script absolute, so each frame of the traceback shows it in full.
# book: changed 3.11: A code object knows the columns of each instruction, so each line has its failing part marked.
# book: changed 3.12: A failed assertion has the position of the whole statement, and a whole line gets no marks.
# book: changed 3.13: A failed assertion has its condition's position, and a call is marked in two parts, `~` and `^`.
