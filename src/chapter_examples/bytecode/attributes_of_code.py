"""Every attribute of a code object whose name begins with co_."""

import textwrap
from types import CodeType

names = [name[3:] for name in dir(CodeType) if name.startswith("co_")]
print(len(names), "attributes co_…")
print(textwrap.fill(" ".join(names), 60))
