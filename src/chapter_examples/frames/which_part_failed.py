"""One of three look-ups in a line fails."""


def city(order):  # book: part look_ups
    return order["customer"]["address"]["city"]


print(city({"customer": {"address": None}}))  # book: end look_ups

# book: raises TypeError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the look-up that failed, because a code object contains the columns
#     of instructions.
# book: changed 3.13: The traceback marks the function of a call with `~` and its arguments with `^`.
