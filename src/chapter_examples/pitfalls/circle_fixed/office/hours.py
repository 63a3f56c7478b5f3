"""Hours, which look up wages when they need them."""

from office import wages

DAY = 8


def worth(hours):
    return hours * wages.RATE
