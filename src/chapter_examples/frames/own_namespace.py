"""Run code in a dictionary of its own."""

namespace = {"price": 4}  # book: part namespaces
exec("total = len('abc') * price", namespace)
print(sorted(namespace), namespace["total"])
print(eval("total + 1", namespace))

bare = {"price": 4, "__builtins__": {}}
print(eval("len('abc')", bare))  # book: end namespaces

# book: raises NameError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the call of `eval()`.
# book: changed 3.13: The traceback marks the function of a call with `~` and its arguments with `^`.
