"""Code that runs in a dictionary of its own."""

namespace = {"price": 4}  # book: part namespaces
exec("total = len('abc') * price", namespace)
print(sorted(namespace), namespace["total"])
print(eval("total + 1", namespace))

bare = {"price": 4, "__builtins__": {}}
print(eval("len('abc')", bare))  # book: end namespaces

# book: raises NameError
