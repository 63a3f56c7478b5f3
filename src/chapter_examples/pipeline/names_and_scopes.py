"""What the symbol table contains about each name of the program."""

import symtable

SOURCE = """\
def seconds(hours):
    return hours * (60 * 60)

print(seconds(2))
"""


def kind(symbol):  # book: part names
    if symbol.is_parameter():
        return "parameter"
    return "assigned" if symbol.is_assigned() else "only used"


module = symtable.symtable(SOURCE, "seconds.py", "exec")
function = module.lookup("seconds").get_namespace()
for table in (module, function):
    print(table.get_type(), table.get_name())
    for symbol in table.get_symbols():
        print(f"    {symbol.get_name():8} {kind(symbol)}")  # book: end names
