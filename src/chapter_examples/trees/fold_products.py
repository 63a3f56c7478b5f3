"""Multiply constants in the tree before the compiler receives it."""

import ast


class FoldProducts(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        left, right = node.left, node.right
        if (
            isinstance(node.op, ast.Mult)
            and isinstance(left, ast.Constant)
            and isinstance(right, ast.Constant)
        ):
            product = ast.Constant(left.value * right.value)
            return ast.copy_location(product, node)
        return node


for source in ["hours * (60 * 60)", "2 * 3 * 7", "hours * 60 * 60"]:
    tree = FoldProducts().visit(ast.parse(source, mode="eval"))
    nodes = ast.walk(tree)
    constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
    result = eval(compile(tree, "<folded>", "eval"), {"hours": 2})
    print(f"{source:20}{constants!s:10}{result}")

# book: portable
