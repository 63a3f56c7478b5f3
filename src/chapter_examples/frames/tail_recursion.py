"""A recursion that leaves nothing to do after the inner call."""


def count_down(number):  # book: part recursion
    if number == 0:
        return "done"
    return count_down(number - 1)


print(count_down(900))
print(count_down(1100))  # book: end recursion

# book: raises RecursionError
# book: changed 3.9: Python makes the path of the script absolute at the start, and the traceback shows that path.
# book: changed 3.11: Calls are marked, and a specialised `==` of ints does not count: the next call exceeds the limit.
# book: changed 3.13: The callee is marked apart, and a call that fills its line after `return` has no marks.
