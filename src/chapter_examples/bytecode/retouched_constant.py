"""Change the constant of a function without changing its source."""


def greet():
    return "good morning"


def with_constant(code, old, new):
    constants = tuple(new if constant == old else constant for constant in code.co_consts)
    return code.replace(co_consts=constants)


before = greet.__code__
greet.__code__ = with_constant(before, "good morning", "good night")
print(greet())
print("same object:", greet.__code__ is before)

try:
    before.co_consts = ()
except AttributeError as error:
    print(type(error).__name__)

# book: portable
