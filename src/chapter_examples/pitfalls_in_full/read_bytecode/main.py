"""What does a .pyc file tell without its source?"""

import marshal
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType


def contents(code):
    yield code.co_name, code.co_names, [value for value in code.co_consts if not isinstance(value, CodeType)]
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from contents(value)


def read(path):
    data = Path(path).read_bytes()
    if data[:4] != MAGIC_NUMBER:
        raise ValueError("not made for this Python")
    code = marshal.loads(data[16:])
    if not isinstance(code, CodeType):
        raise ValueError("not a code object")
    return code


for path in sys.argv[1:]:
    try:
        code = read(path)
    except (OSError, EOFError, TypeError, ValueError) as error:
        print(f"{path}: not read: {type(error).__name__}")
        continue
    for name, names, constants in contents(code):
        print(f"{name}: names {', '.join(names) or 'none'}; strings", [c for c in constants if isinstance(c, str)])

# book: command python -m compileall -q -b vault.py
# book: command python -c "import os; os.remove('vault.py')"
# book: command python main.py vault.pyc main.py lost.pyc
# book: changed 3.11: A code object has its qualified name, so the module no longer needs `open_with` as a constant.
