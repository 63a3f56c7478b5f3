"""A recursion that leaves nothing to do after the inner call."""


def count_down(number):  # book: part recursion
    if number == 0:
        return "done"
    return count_down(number - 1)


print(count_down(900))
print(count_down(1100))  # book: end recursion

# book: raises RecursionError
