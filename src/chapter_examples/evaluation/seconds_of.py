"""A call without jumps."""


def seconds(hours, minutes):
    return hours * 3600 + minutes * 60


print(seconds(2, 30))

# book: trace seconds
# book: portable
