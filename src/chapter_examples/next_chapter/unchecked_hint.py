"""Call a function with a string, although its annotation says `int`."""


def double(number: int) -> int:
    return number * 2


def plain(number):
    return number * 2


print(double("ab"))
print(double.__code__.co_code == plain.__code__.co_code)
print(double.__annotations__)

# book: portable
