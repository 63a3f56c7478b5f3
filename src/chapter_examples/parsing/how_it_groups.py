"""How the parser groups operations without parentheses."""

import ast

SIGNS = {ast.Sub: "-", ast.Mult: "*", ast.Pow: "**", ast.USub: "-"}


def grouped(node):
    if isinstance(node, ast.Constant):
        return str(node.value)
    sign = SIGNS[type(node.op)]
    if isinstance(node, ast.UnaryOp):
        return f"({sign}{grouped(node.operand)})"
    return f"({grouped(node.left)} {sign} {grouped(node.right)})"


for expression in ["6 - 4 * 2", "8 - 4 - 2", "2 ** 3 ** 2", "-2 ** 2"]:  # book: part ask
    tree = ast.parse(expression, mode="eval")
    print(f"{expression:14}{grouped(tree.body)}")  # book: end ask

# book: portable
