"""Code that runs in a dictionary of its own."""

namespace = {"price": 4}  # book: part namespaces
exec("total = len('abc') * price", namespace)
print(sorted(namespace), namespace["total"])
print(eval("total + 1", namespace))

bare = {"price": 4, "__builtins__": {}}
print(eval("len('abc')", bare))  # book: end namespaces

# book: raises NameError
# book: changed 3.9: The path of the script is made absolute at the start; `<string>`, the text for `eval()`, has none.
# book: changed 3.11: The code of the module knows columns, so the traceback marks the call of `eval()`.
# book: changed 3.13: The marks tell the callee, `eval`, from its arguments.
