"""Hours, which depend on wages."""

from office.wages import RATE

DAY = 8


def worth(hours):
    return hours * RATE
