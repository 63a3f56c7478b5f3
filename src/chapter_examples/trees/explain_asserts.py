"""Give each assertion a message: the text of its condition."""

import ast

SOURCE = """\
price, count = 4, 3
assert price > 0
assert price * count == 13
"""


class ExplainAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        if node.msg is None:
            text = ast.get_source_segment(SOURCE, node.test)
            node.msg = ast.Constant(f"not true: {text}")
        return node


tree = ExplainAsserts().visit(ast.parse(SOURCE))
ast.fix_missing_locations(tree)
code = compile(tree, "prices.py", "exec")
try:
    exec(code)
except AssertionError as error:
    print(f"line {error.__traceback__.tb_next.tb_lineno}: {error}")

# book: positions line of SOURCE
# book: portable
