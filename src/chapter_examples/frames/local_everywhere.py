"""A name that is assigned anywhere in a function is local everywhere in it."""

visits = 0  # book: part visits


def visit():
    print("visits so far:", visits)
    visits = visits + 1


visit()  # book: end visits

# book: raises UnboundLocalError
# book: changed 3.9: The path of the script is made absolute at the start, so each frame shows the whole of it.
# book: changed 3.11: The message speaks of a missing value, and the traceback marks the name that has none.
# book: changed 3.13: The marks tell callee and arguments apart, so `visit()` has some though it fills its line.
