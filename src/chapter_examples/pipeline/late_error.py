"""Change a file between parsing and code generation."""

import ast
from pathlib import Path

path = Path("charge.py")
path.write_text("return price\n", encoding="utf-8")
tree = ast.parse(path.read_text(encoding="utf-8"))
path.write_text("This line was not here before.\n", encoding="utf-8")
try:
    compile(tree, str(path), "exec")
except SyntaxError as error:
    print(error.msg)
    print(error.text.strip())
