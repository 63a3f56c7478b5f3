"""A name that is assigned anywhere in a function is local everywhere in it."""

visits = 0  # book: part visits


def visit():
    print("visits so far:", visits)
    visits = visits + 1


visit()  # book: end visits

# book: raises UnboundLocalError
