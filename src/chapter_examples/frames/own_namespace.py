"""Code that runs in a dictionary of its own."""

namespace = {"price": 4}  # book: part namespaces
exec("total = len('abc') * price", namespace)
print(sorted(namespace), namespace["total"])
print(eval("total + 1", namespace))

bare = {"price": 4, "__builtins__": {}}
print(eval("len('abc')", bare))  # book: end namespaces

# book: raises NameError
# book: changed 3.9: Python makes the path of the script absolute at the start, and `<string>`, the text for `eval()`, keeps its name.
# book: changed 3.11: The code object has columns, so the traceback marks the call of `eval()`.
# book: changed 3.13: The marks distinguish the function, `eval`, from its arguments.
