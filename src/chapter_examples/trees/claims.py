"""Probes of the claims on page 3.4. Each observes what the running Python does; none asks for its version."""

import ast
import warnings


def _parses(source):
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _statement(source):
    """Return the name of the class of the first statement of ``source``, or None if there is no such syntax."""
    return type(ast.parse(source).body[0]).__name__ if _parses(source) else None


def _dumped(source):
    return ast.dump(ast.parse(source))


def dump_can_indent():
    """`ast.dump()` takes an argument `indent` and then prints a field a line."""
    try:
        return "\n" in ast.dump(ast.parse("total = 2"), indent=4)
    except TypeError:
        return False


def dump_leaves_out_empty():
    """`ast.dump()` leaves out fields that are `None` or an empty list."""
    return "type_ignores" not in _dumped("total = 2")


def dump_shows_empty_lists():
    """`ast.dump()` shows fields that are empty lists, such as `type_ignores`."""
    return "type_ignores=[]" in _dumped("total = 2")


def dump_leaves_out_load():
    """`ast.dump()` leaves out the context `Load()`."""
    return "Load" not in _dumped("price")


def dump_shows_load():
    """`ast.dump()` shows the context `Load()`."""
    return "ctx=Load()" in _dumped("price")


def index_is_wrapped():
    """The subscript of `basket[0]` is wrapped in a node `Index`."""
    return type(ast.parse("basket[0]", mode="eval").body.slice).__name__ == "Index"


def match_node():
    """A match statement is a node Match."""
    return _statement("match point:\n    case _:\n        pass") == "Match"


def try_star_node():
    """A `try` statement with `except*` is a node `TryStar`."""
    return _statement("try:\n    go()\nexcept* OSError:\n    pass") == "TryStar"


def type_alias_node():
    """A `type` statement is a node `TypeAlias`."""
    return _statement("type Point = tuple") == "TypeAlias"


def functions_have_type_params():
    """A function definition has a field `type_params`."""
    return "type_params" in ast.FunctionDef._fields


def template_node():
    """A t-string is a node `TemplateStr`."""
    return _parses('t"{price}"') and type(ast.parse('t"{price}"', mode="eval").body).__name__ == "TemplateStr"


def imports_know_laziness():
    """The node of an `import` statement has a field `is_lazy`."""
    return "is_lazy" in ast.Import._fields


def old_constants_exist():
    """The module still has the names Num and Str of nodes that Constant has replaced."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return hasattr(ast, "Num") and hasattr(ast, "Str")


def unparse_exists():
    """`ast.unparse()` turns a tree into text."""
    return hasattr(ast, "unparse") and ast.unparse(ast.parse("a = (1)")) == "a = 1"


def trees_can_be_compared():
    """`ast.compare()` tells whether two trees are equal."""
    return hasattr(ast, "compare") and ast.compare(ast.parse("(1)"), ast.parse("1"))


def incomplete_node_is_refused():
    """A node cannot be made without its required fields."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.BinOp()
        except TypeError:
            return True
    return False


def incomplete_node_warns():
    """A node that is made without its required fields comes with a warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            ast.BinOp()
        except TypeError:
            return False
    return bool(caught)


def left_out_list_is_empty():
    """A list that is left out when a node is made is an empty list."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.Call(ast.Name("pay", ast.Load())).keywords == []
        except AttributeError:  # left out means missing
            return False


def code_knows_columns():
    """The columns of the tree reach the code object: it knows where each instruction stands in its line."""
    code = compile("a + b", "<probe>", "eval")
    return hasattr(code, "co_positions") and (1, 1, 0, 5) in code.co_positions()
