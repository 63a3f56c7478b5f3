"""Two tests of one module."""

import sys

import money


def test_dollars():
    money.OPTIONS["currency"] = "USD"
    assert money.label(3) == "3 USD"


def test_default():
    assert money.label(3) == "3 EUR", money.label(3)


for name in sys.argv[1:]:
    globals()[name]()
    print(name, "passes")

# book: command python main.py test_default
# book: command python main.py test_dollars test_default
# book: raises AssertionError
# book: changed 3.9: CPython makes the path of the script absolute, and the traceback shows it in both its frames.
# book: changed 3.11: Instructions know their columns, so the traceback marks the comparison that was false.
# book: changed 3.12: `RAISE_VARARGS` has the columns of the whole `assert`, and what fills its line gets no mark.
# book: changed 3.13: `RAISE_VARARGS` has the columns of the condition, and a call is marked even if it fills its line.
