"""A small program at each stage between its text and its result."""

import ast
import dis
import io
import symtable
import sys
import tokenize

SOURCE = "def seconds(hours):\n    return hours * (60 * 60)\n"

tokens = tokenize.generate_tokens(io.StringIO(SOURCE).readline)
print("tokens:", *(token.string for token in tokens if token.string.strip()))

tree = ast.parse(SOURCE)
line = tree.body[0].body[0]
print("tree:", *(type(node).__name__ for node in ast.walk(line)))

scope = symtable.symtable(SOURCE, "seconds.py", "exec").get_children()[-1]
print("scope of", scope.get_name(), "has", *scope.get_locals())

namespace = {}
exec(compile(tree, "seconds.py", "exec"), namespace)
seconds = namespace["seconds"]
print("code:", *(each.opname for each in dis.get_instructions(seconds)))
print("constant:", max(filter(None, seconds.__code__.co_consts)))


def watch(frame, event, value):
    if frame.f_code is seconds.__code__ and event == "return":
        print("frame:", dict(frame.f_locals), "gives", value)


sys.setprofile(watch)
seconds(2)
sys.setprofile(None)

# book: changed 3.11: The code begins with `RESUME`, and `BINARY_OP` replaces the instructions for single operators.
# book: changed 3.14: `LOAD_FAST_BORROW` loads `hours` without increasing a reference count.
