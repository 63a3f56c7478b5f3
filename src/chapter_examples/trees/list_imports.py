"""List the imports of a program without running it."""

import ast

SOURCE = """\
import json, os.path
from . import prices

def load(path):
    from pathlib import Path
    return json.loads(Path(path).read_text())

note = "import this"
"""

for node in ast.walk(ast.parse(SOURCE)):
    if isinstance(node, ast.Import):
        for alias in node.names:
            print(f"line {node.lineno}: {alias.name}")
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            origin = "." * node.level + (node.module or "")
            print(f"line {node.lineno}: {alias.name} from {origin}")

# book: positions line of SOURCE
