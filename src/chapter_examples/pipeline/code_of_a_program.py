"""The two code objects that the program compiles to."""

SOURCE = """\
def seconds(hours):
    return hours * (60 * 60)

print(seconds(2))
"""

module = compile(SOURCE, "seconds.py", "exec")  # book: part code
function = module.co_consts[0]
for code in (module, function):
    print(code.co_name)
    print("    names    ", code.co_names)
    print("    variables", code.co_varnames)
print("    constants", function.co_consts)  # book: end code

# book: changed 3.14: `60 * 60` is folded after the code is generated, so the operand 60 remains as the first
#     constant.
