"""A function of two lines, X-rayed."""

from x_ray import x_ray


def seconds(hours):
    per_hour = 60 * 60
    return hours * per_hour


x_ray(seconds, 2)
