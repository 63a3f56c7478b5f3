"""The attributes of a code object whose names begin with `co_`."""

import textwrap
from types import CodeType

names = [name[3:] for name in dir(CodeType) if name.startswith("co_")]
print(len(names), "attributes co_…")
print(textwrap.fill(" ".join(names), 60))

# book: changed 3.10: `co_linetable` contains the source lines in a new format, and `co_lines()` reads it.
# book: changed 3.11: `co_positions()` yields columns, `co_exceptiontable` contains the handlers, and
#     `co_qualname` is the qualified name.
# book: changed 3.14: `co_branches()` yields each branch with its two ways on.
# book: changed 3.15: `co_lnotab`, the older format of the source lines, was removed.
