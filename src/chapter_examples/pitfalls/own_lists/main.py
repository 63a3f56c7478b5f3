"""Two customers, each with an order of their own."""

from orders import Order

alice, bob = Order(), Order()
alice.add("apples")
bob.add("pears")
print("Bob gets", bob.items)

# book: portable
