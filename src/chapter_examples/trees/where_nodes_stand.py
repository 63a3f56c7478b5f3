"""The location of each expression in the source."""

import ast

SOURCE = 'crêpes = cook("Suzette", 4)'

for node in ast.walk(ast.parse(SOURCE)):
    if isinstance(node, ast.expr):
        text = ast.get_source_segment(SOURCE, node)
        print(f"{type(node).__name__:10}{node.col_offset:3}{node.end_col_offset:4}  {text}")

# book: portable
