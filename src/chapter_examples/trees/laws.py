"""Laws of page 3.4. Each is checked over the abstract syntax trees of the standard library."""

import ast
import tokenize

SEED = "größe = 1; rest = größe + 1\n"


def unparse_keeps_the_tree(tree, text):
    """Since 3.9 `ast.unparse` writes a text with the same tree.

    Counts: files of at most 10,000 characters in the library
    Twin: `ast.unparse` writes the same text.
    Pythons: >=3.9
    """
    if len(text) <= 10000:
        written = ast.unparse(tree)
        yield "", ast.dump(ast.parse(written)) == ast.dump(tree), written == text.rstrip("\n")


def an_elif_is_an_if_alone_in_an_orelse(nodes, tokens):
    """An `elif` is an `If` node that is alone in the `orelse` of another `If` node.

    Counts: `elif` keywords in the library
    Twin: An `elif` is an `If` node that is in the `body` of another `If` node.
    """
    ifs = [node for node in nodes if isinstance(node, ast.If)]
    alone = {(node.orelse[0].lineno, node.orelse[0].col_offset) for node in ifs if len(node.orelse) == 1}
    alone &= {(node.lineno, node.col_offset) for node in ifs}
    inside = {(inner.lineno, inner.col_offset) for node in ifs for inner in node.body if isinstance(inner, ast.If)}
    for token in tokens:
        if token.string == "elif":
            place = token.start[0], len(token.line[: token.start[1]].encode())
            yield token.start[0], place in alone, place in inside


def statements_and_expressions_have_positions(nodes):
    """Each statement and each expression has the line and column where it begins and where it ends.

    Counts: statements and expressions in the library
    Twin: Each statement and each expression begins and ends on one line.
    """
    for node in nodes:
        if isinstance(node, (ast.stmt, ast.expr)):
            first, last = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
            yield node.lineno, None not in last and first <= last, first[0] == last[0]


def columns_of_nodes_count_bytes(text, nodes):
    """Since 3.10 the columns of a `Name` count the bytes of its line in UTF-8, in f-strings too.

    Counts: names in the library
    Twin: The columns of a `Name` count the characters of its line.
    Pythons: >=3.10
    """
    lines = text.split("\n")
    for node in nodes:
        if isinstance(node, ast.Name):
            line, start, end = lines[node.lineno - 1], node.col_offset, node.end_col_offset
            yield node.lineno, line.encode()[start:end] == node.id.encode(), line[start:end] == node.id


def a_statement_or_expression_is_at_one_place_in_its_tree(nodes):
    """`ast.walk` meets each statement and each expression once.

    Counts: files in the library
    Twin: `ast.walk` meets each node once.
    """
    # A context such as Load, and an operator such as Add, is one object for the whole tree.
    placed = [id(node) for node in nodes if isinstance(node, (ast.stmt, ast.expr))]
    yield "", len(set(placed)) == len(placed), len(set(map(id, nodes))) == len(nodes)


def what_is_assigned_has_the_context_store(nodes):
    """The target of an assignment, of a `for` or of a comprehension has the context `Store`.

    Counts: targets in the library
    Twin: The target of an assignment, of a `for` or of a comprehension is a `Name` with the context `Store`.
    """
    for node in nodes:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.comprehension)):
            targets = [node.target]
        for target in targets:
            store = isinstance(target.ctx, ast.Store)
            yield target.lineno, store, store and isinstance(target, ast.Name)


def a_literal_is_a_constant(nodes):
    """The value of a `Constant` is a string, bytes, a number, `None`, `True`, `False` or `...`.

    Counts: constants in the library
    Twin: The value of a `Constant` is a string, bytes or a number.
    """
    for node in nodes:
        if isinstance(node, ast.Constant):
            value = node.value
            plain = type(value) in (str, bytes, int, float, complex)
            yield node.lineno, plain or value in (None, True, False) or value is Ellipsis, plain


def literal_eval_reads_literals_back(nodes):
    """`ast.literal_eval` reads back what `repr()` writes of a string, of bytes or of an integer.

    Counts: strings, bytes and integers in the library
    Twin: `int` reads back what `repr()` writes of a string, of bytes or of an integer.
    """
    seen = set()
    for node in nodes:
        if isinstance(node, ast.Constant) and type(node.value) in (str, bytes, int) and node.value not in seen:
            seen.add(node.value)
            written = repr(node.value)
            yield node.lineno, ast.literal_eval(written) == node.value, type(node.value) is int


def a_docstring_is_the_first_statement(nodes):
    """A docstring is the first statement of the body, an `Expr` that holds a string `Constant`.

    Counts: docstrings in the library
    Twin: A docstring is the only statement of the body.
    """
    for node in nodes:
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            text = ast.get_docstring(node, clean=False)
            if text is not None:
                first = node.body[0]
                is_string = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                yield first.lineno, is_string and first.value.value == text, len(node.body) == 1


def every_node_can_be_located_in_its_statement(nodes):
    """Since 3.12 an expression lies between the first and the last line of each expression that it is part of.

    Counts: expressions in other expressions in the library
    Twin: An expression lies on the first line of each expression that it is part of.
    Pythons: >=3.12
    """
    for node in nodes:
        if isinstance(node, ast.expr):
            for inner in ast.iter_child_nodes(node):
                if isinstance(inner, ast.expr):
                    inside = node.lineno <= inner.lineno and inner.end_lineno <= node.end_lineno
                    yield inner.lineno, inside, inner.lineno == node.lineno


def parentheses_leave_no_node(expression):
    """An expression in parentheses has the tree of the expression without them.

    Counts: generated expressions
    Twin: An expression has the same tree without any of its parentheses.
    """
    tree = ast.dump(ast.parse(expression))
    bare = expression.replace("(", " ").replace(")", " ")
    try:
        without = ast.dump(ast.parse(bare.strip()))
    except SyntaxError:
        without = None
    yield "", ast.dump(ast.parse("({})".format(expression))) == tree, without == tree


def comments_are_in_no_tree(text, tokens):
    """A file has the same tree without its comments and the lines that hold nothing else.

    Counts: files of at most 5,000 characters in the library
    Twin: A file has the same tree, positions included, without its comments and the lines that hold nothing else.
    """
    if len(text) <= 5000:
        lines = dict(enumerate(text.split("\n"), 1))
        for token in tokens:
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row] = lines[row][:column]
                if not lines[row].strip():
                    del lines[row]
        tree, without = ast.parse(text), ast.parse("\n".join(lines.values()))
        with_places = ast.dump(tree, include_attributes=True) == ast.dump(without, include_attributes=True)
        yield "", ast.dump(tree) == ast.dump(without), with_places
