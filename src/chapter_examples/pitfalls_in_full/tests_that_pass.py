"""A test of a function that is wrong."""


def total(prices):
    return prices[0]


def test_total():
    assert total([30, 20]) == 50


test_total()
print("all tests pass")

# book: command PYTHONOPTIMIZE=1 python tests_that_pass.py
# book: command python tests_that_pass.py
# book: raises AssertionError
# book: changed 3.9: CPython makes the path of the script absolute, and both frames of the traceback show it.
# book: changed 3.11: Instructions know their columns, so the traceback marks the condition of the failed `assert`.
# book: changed 3.12: `RAISE_VARARGS` has the columns of the whole `assert`, and what fills its line gets no mark.
# book: changed 3.13: `RAISE_VARARGS` has the columns of the condition, and a call is marked even if it fills its line.
