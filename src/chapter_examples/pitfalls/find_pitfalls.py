"""Find three of the pitfalls in a program without running it."""

import ast

SOURCE = """\
import sys
from os import *
sys.path.append("lib")

def pay(amount):
    assert amount > 0
"""


def pitfall(node):
    if isinstance(node, ast.Assert):
        return "assert: no check under -O"
    if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
        return "import *: which names?"
    if isinstance(node, ast.Attribute) and node.attr == "path":
        if isinstance(node.value, ast.Name) and node.value.id == "sys":
            return "sys.path: changed by hand?"
    return None


nodes = [node for node in ast.walk(ast.parse(SOURCE)) if pitfall(node)]
for node in sorted(nodes, key=lambda node: node.lineno):
    print(f"line {node.lineno}: {pitfall(node)}")

# book: positions line of SOURCE
# book: portable
