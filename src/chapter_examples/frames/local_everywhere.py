"""A name that is assigned anywhere in a function is local everywhere in it."""

visits = 0  # book: part visits


def visit():
    print("visits so far:", visits)
    visits = visits + 1


visit()  # book: end visits

# book: raises UnboundLocalError
# book: changed 3.9: Python makes the path of the script absolute at the start, and each frame shows that path.
# book: changed 3.11: The message says that the variable has no value, and the traceback marks its name.
# book: changed 3.13: The marks distinguish the function from its arguments, so `visit()` has marks although it fills its line.
