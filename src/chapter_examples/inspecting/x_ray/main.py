"""A function of two lines, X-rayed."""

from x_ray import x_ray


def seconds(hours):
    per_hour = 60 * 60
    return hours * per_hour


x_ray(seconds, 2)

# book: changed 3.11: A function begins with `RESUME`, and `BINARY_OP`, with its inline cache, does the multiplication.
# book: changed 3.13: `LOAD_FAST_LOAD_FAST` pushes both variables at once, and `dis` leaves out the offsets.
# book: changed 3.14: `LOAD_FAST_BORROW_LOAD_FAST_BORROW` pushes both variables as borrowed references.
# book: positions dis
# book: positions line
