"""Three look-ups in one line; one of them fails."""


def city(order):  # book: part look_ups
    return order["customer"]["address"]["city"]


print(city({"customer": {"address": None}}))  # book: end look_ups

# book: raises TypeError
