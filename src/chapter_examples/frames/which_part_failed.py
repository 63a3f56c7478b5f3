"""Three look-ups in one line; one of them fails."""


def city(order):  # book: part look_ups
    return order["customer"]["address"]["city"]


print(city({"customer": {"address": None}}))  # book: end look_ups

# book: raises TypeError
# book: changed 3.9: The path of a script is made absolute at the start, and the traceback takes it from the code.
# book: changed 3.11: Code objects know the columns of each instruction, so the traceback marks the failing look-up.
# book: changed 3.13: The marks tell the callee, `city`, from its arguments.
