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
