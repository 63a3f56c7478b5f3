"""Show a function of two lines in four ways."""

from x_ray import x_ray


def seconds(hours):
    per_hour = 60 * 60
    return hours * per_hour


x_ray(seconds, 2)

# book: changed 3.11: The function begins with `RESUME`, and `BINARY_OP`, which has an inline cache, multiplies.
# book: changed 3.13: `LOAD_FAST_LOAD_FAST` pushes both variables, and `dis` does not print offsets.
# book: changed 3.14: `LOAD_FAST_BORROW_LOAD_FAST_BORROW` pushes both variables as borrowed references.
# book: positions dis
# book: positions line
