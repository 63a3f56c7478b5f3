"""How much room does the value stack of a call need?"""


def from_the_left(a, b, c, d):
    return ((a + b) + c) + d


def from_the_right(a, b, c, d):
    return a + (b + (c + d))


def all_at_once(a, b, c, d):
    return [a, b, c, d]


for function in (from_the_left, from_the_right, all_at_once):
    print(f"{function.__name__:16}{function.__code__.co_stacksize}")

# book: portable
