"""A number made by a call of its type."""


def make(text):
    return int(text)


print(make("7") + 1)

# book: trace make
# book: portable
