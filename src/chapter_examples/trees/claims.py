"""Probes for the claims of page 3.4. Each observes what the running Python does, whatever its version number is."""

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
    """With `indent`, `ast.dump()` prints several lines."""
    try:
        return "\n" in ast.dump(ast.parse("total = 2"), indent=4)
    except TypeError:
        return False


def dump_leaves_out_empty():
    """`ast.dump()` omits a field that is an empty list."""
    return "type_ignores" not in _dumped("total = 2")


def dump_shows_empty_lists():
    """`ast.dump()` prints a field that is an empty list, such as `type_ignores`."""
    return "type_ignores=[]" in _dumped("total = 2")


def dump_leaves_out_load():
    """`ast.dump()` omits the context `Load()`."""
    return "Load" not in _dumped("price")


def dump_shows_load():
    """`ast.dump()` prints the context `Load()`."""
    return "ctx=Load()" in _dumped("price")


def index_is_wrapped():
    """The index of `basket[0]` is wrapped in a node `Index`."""
    return type(ast.parse("basket[0]", mode="eval").body.slice).__name__ == "Index"


def match_node():
    """A `match` statement is a node `Match`."""
    return _statement("match point:\n    case _:\n        pass") == "Match"


def try_star_node():
    """A `try` statement with `except*` is a node `TryStar`."""
    return _statement("try:\n    go()\nexcept* OSError:\n    pass") == "TryStar"


def type_alias_node():
    """A `type` statement is a node `TypeAlias`."""
    return _statement("type Point = tuple") == "TypeAlias"


def functions_have_type_params():
    """The nodes of function and class definitions have a field `type_params`."""
    return all("type_params" in node._fields for node in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def template_node():
    """A t-string is a node `TemplateStr`."""
    return _parses('t"{price}"') and type(ast.parse('t"{price}"', mode="eval").body).__name__ == "TemplateStr"


def imports_know_laziness():
    """The nodes of `import` and `from … import` statements have a field `is_lazy`."""
    return "is_lazy" in ast.Import._fields and "is_lazy" in ast.ImportFrom._fields


def old_constants_exist():
    """`Num`, `Str`, `Bytes`, `NameConstant` and `Ellipsis` are in `ast`, and a number is a `Num`."""
    names = ("Num", "Str", "Bytes", "NameConstant", "Ellipsis")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return all(hasattr(ast, name) for name in names) and isinstance(ast.Constant(1), ast.Num)


def unparse_exists():
    """`ast.unparse()` converts a tree to text."""
    return hasattr(ast, "unparse") and ast.unparse(ast.parse("a = (1)")) == "a = 1"


def trees_can_be_compared():
    """`ast.compare()` returns whether two trees are equal."""
    if not hasattr(ast, "compare"):
        return False
    return ast.compare(ast.parse("(1)"), ast.parse("1")) and not ast.compare(ast.parse("2"), ast.parse("1"))


def incomplete_node_is_refused():
    """Creating a `BinOp` without its required fields raises a `TypeError`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.BinOp()
        except TypeError:
            return True
    return False


def incomplete_node_warns():
    """Creating a `BinOp` without its required fields causes a warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            ast.BinOp()
        except TypeError:
            return False
    return bool(caught)


def left_out_list_is_empty():
    """A list that you omit when you create a node is an empty list."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.Call(ast.Name("pay", ast.Load())).keywords == []
        except AttributeError:  # left out means missing
            return False


def code_knows_columns():
    """The code object of an expression has the columns that its tree has."""
    code = compile("a + b", "<probe>", "eval")
    return hasattr(code, "co_positions") and (1, 1, 0, 5) in code.co_positions()
