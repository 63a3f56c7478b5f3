"""What a `class` statement does, in order."""


class Watched(type):  # book: part statement
    @classmethod
    def __prepare__(metaclass, name, bases):
        print("1 a namespace for", name)
        return {}

    def __new__(metaclass, name, bases, namespace):
        print("3 a class from", [key for key in namespace if "__" not in key])
        return super().__new__(metaclass, name, bases, namespace)


class Parent:
    def __init_subclass__(cls):
        print("4 a word to the parent")


class Shop(Parent, metaclass=Watched):
    print("2 the body")
    tax = 2  # book: end statement

# book: portable
