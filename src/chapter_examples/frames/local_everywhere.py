"""A name that is assigned anywhere in a function is local in the whole function."""

visits = 0  # book: part visits


def visit():
    print("visits so far:", visits)
    visits = visits + 1


visit()  # book: end visits

# book: raises UnboundLocalError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The message says that the variable does not have a value, and the traceback marks the variable.
# book: changed 3.13: The traceback marks a call even if it fills its line: the function with `~` and its
#     arguments with `^`.
