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
