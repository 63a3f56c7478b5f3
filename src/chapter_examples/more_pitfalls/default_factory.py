"""A list for each object, or a refusal."""

from dataclasses import dataclass, field


@dataclass
class Order:
    items: list = field(default_factory=list)


first, second = Order(), Order()
first.items.append("apples")
print(first, second)

try:

    @dataclass
    class Careless:
        items: list = []

except ValueError as error:
    print(str(error).partition(":")[0])

# book: portable
