"""Two methods called `__len__`: one of the class, and one of the object."""


class Basket:
    def __len__(self):
        return 3


basket = Basket()
basket.__len__ = lambda: 100

print(basket.__len__())
print(len(basket))

# book: portable
