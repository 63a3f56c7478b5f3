"""A recursive function that does nothing after the inner call."""


def count_down(number):  # book: part recursion
    if number == 0:
        return "done"
    return count_down(number - 1)


print(count_down(900))
print(count_down(1100))  # book: end recursion

# book: raises RecursionError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the calls. A specialized `==` of ints does not count as a call, so
#     the next call of the function exceeds the limit.
# book: changed 3.13: The traceback marks the function of a call with `~` and its arguments with `^`.
