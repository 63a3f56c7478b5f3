"""The order in which the parts of a line are evaluated."""


def see(name, value=0):
    print(name, end=" ")
    return value


see("a") + see("b") * see("c")  # book: part order
print("← operators")
see("target", {})[see("key")] = see("value")
print("← assignment")
{see("key1"): see("value1"), see("key2"): see("value2")}
print("← dictionary")
see("function", max)(see("argument1"), see("argument2"))
print("← call")  # book: end order

# book: portable
