"""Laws of page 3.12. Each is checked over the files of the standard library, compiled at several levels."""

import ast
import dis
from types import CodeType


def no_assertion_remains_from_level_1_on(data, nodes):
    """Since 3.9 an instruction of its own loads AssertionError for an `assert`; code has none at level 1.

    Counts: files with an `assert` in the library
    Twin: An instruction of its own loads AssertionError for an `assert`; code has none at level 0.
    Pythons: >=3.9
    """
    if any(isinstance(node, ast.Assert) for node in nodes):
        yield "", not _assertions(data, 1), not _assertions(data, 0)


def _assertions(data, level):
    return [name for code in _codes(data, level) for name in _loaded(code) if "AssertionError" in name]


def _loaded(code):
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_ASSERTION_ERROR", "LOAD_COMMON_CONSTANT"):
            yield instruction.argrepr or "AssertionError"


def docstrings_survive_level_1(data, nodes):
    """The docstring of a function is a constant of its code object at level 1, and not at level 2.

    Counts: docstrings of functions in files of at most 20,000 bytes in the library
    Twin: The docstring of a function is a constant of its code object at level 1, and at level 2.
    """
    if len(data) > 20000:
        return
    kept, dropped = _strings(data, 1), _strings(data, 2)
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            text = ast.get_docstring(node) or ""
            # Since 3.13 a docstring has lost its indentation, so only its first line is compared.
            first = text.split("\n")[0]
            place = node.name, min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if first and place in kept:
                at_1, at_2 = (any(first in text for text in strings[place]) for strings in (kept, dropped))
                yield "{} at line {}".format(*place), at_1 and not at_2, at_1 and at_2


def _codes(data, level):
    codes = [compile(data, "<law>", "exec", dont_inherit=True, optimize=level)]
    for code in codes:
        codes += [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return codes


def _strings(data, level):
    """Return the strings among the constants of each function, by name and first line."""
    return {
        (code.co_name, code.co_firstlineno): [text for text in code.co_consts if isinstance(text, str)]
        for code in _codes(data, level)
    }


def constants_are_folded_at_every_level(operator):
    """`7 + 3`, and the same with each binary operator but `@`, is computed by the compiler at every level.

    Counts: binary operators
    Twin: `7 + 3`, and the same with each binary operator, is computed by the compiler at every level.
    """
    folded = True
    for level in (0, 1, 2):
        code = compile("x = 7 {} 3".format(operator), "<law>", "exec", optimize=level)
        folded = folded and not [i for i in dis.get_instructions(code) if i.opname.startswith("BINARY_")]
    yield "", folded == (operator != "@"), folded
