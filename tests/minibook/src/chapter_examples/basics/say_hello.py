"""Say hello."""


def greet(name):
    return "Hello, " + name + "!"  # book: emphasise


for name in ["Ada", "Grace"]:  # book: part loop
    print(greet(name))  # book: end loop
