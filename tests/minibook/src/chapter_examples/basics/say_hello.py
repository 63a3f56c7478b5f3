"""Say hello."""


def greet(name):
    return "Hello, " + name + "!"  # book: emphasize


for name in ["Ada", "Grace"]:  # book: part loop
    print(greet(name))  # book: end loop
