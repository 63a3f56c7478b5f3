"""A linter that finds three mistakes."""

import ast

SOURCE = """\
def add(item, basket=[]):
    try: basket.append(0 if item == None else item)
    except: print("basket = [] failed")
"""


class Linter(ast.NodeVisitor):
    def report(self, node, advice):
        print(f"line {node.lineno}, column {node.col_offset}: {advice}")

    def visit_arguments(self, node):
        for default in node.defaults + node.kw_defaults:
            if isinstance(default, (ast.List, ast.Dict, ast.Set)):
                self.report(default, "all calls share this default")
        self.generic_visit(node)

    def visit_Compare(self, node):
        for operator, right in zip(node.ops, node.comparators):
            is_none = isinstance(right, ast.Constant) and right.value is None
            if is_none and isinstance(operator, ast.Eq):
                self.report(node, "ask for None with `is`")
        self.generic_visit(node)

    def visit_ExceptHandler(self, node):
        if node.type is None:
            self.report(node, "this catches even Ctrl+C")
        self.generic_visit(node)


Linter().visit(ast.parse(SOURCE))

# book: positions line of SOURCE
