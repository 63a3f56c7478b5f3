"""Create a global with the name of a built-in, and delete it again."""


def count(letters):
    return len(letters)


print(count("abc"))
len = lambda letters: "many"
print(count("abc"))
del len
print(count("abc"))

# book: portable
