"""What a `def` statement does, and what happens only in a call."""


def see(thing):
    print(thing)
    return thing


def decorate(name):
    print("decorator", name)
    return lambda function: print("apply", name) or function


@decorate("first")  # book: part definition
@decorate("second")
def greet(name: see("annotation"), greeting=see("default")):
    see("body")


print("greet exists")
greet("Ada")
greet("Grace")  # book: end definition

# book: changed 3.14: An annotation is evaluated when something requests it, and nothing in this program does.
# book: portable
