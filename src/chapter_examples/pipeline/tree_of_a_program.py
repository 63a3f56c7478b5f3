"""The syntax tree of the same program."""

import ast

SOURCE = """\
def seconds(hours):
    return hours * (60 * 60)

print(seconds(2))
"""


def show(node, depth=0):  # book: part tree
    fields = [value for _, value in ast.iter_fields(node)]
    texts = [value for value in fields if isinstance(value, (str, int))]
    print("  " * depth + type(node).__name__, *texts)
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr_context):
            show(child, depth + 1)


show(ast.parse(SOURCE))  # book: end tree
