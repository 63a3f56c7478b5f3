"""A call with a loop and a branch."""


def largest(numbers):
    best = 0
    for number in numbers:
        if number > best:
            best = number
    return best


print(largest([7, 3]))

# book: trace largest
# book: portable
