"""Laws of page 3.5. Each is checked over code objects of the standard library; none asks for the version of Python."""

import ast
import dis


def every_jump_lands_on_an_instruction(code):
    """Every jump leads to the beginning of an instruction of the same code object.

    Counts: jumps in the library
    Twin: Every jump leads forward.
    """
    starts = {instruction.start for instruction in code.instructions}
    for instruction in code.instructions:
        if instruction.target is not None:
            yield instruction.offset, instruction.target in starts, instruction.target > instruction.offset


def bytecode_is_two_byte_units(code):
    """The length of a code object's bytecode is a multiple of two bytes.

    Counts: code objects in the library
    Twin: The length of a code object's bytecode is a multiple of four bytes.
    """
    size = len(code.value.co_code)
    yield "", size > 0 and size % 2 == 0, size % 4 == 0


def parameters_are_the_first_local_variables(nodes, codes):
    """`co_varnames` begins with the parameters: the positional ones, the keyword-only ones, `*args`, then `**kwargs`.

    Counts: function definitions in the library
    Twin: `co_varnames` begins with the parameters in the order of the source.
    """
    functions = {}
    for code in codes:
        functions.setdefault((code.value.co_name, code.value.co_firstlineno), []).append(code.value)
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            a = node.args
            positional, keyword_only = [*a.posonlyargs, *a.args], a.kwonlyargs
            star, double = [a.vararg] if a.vararg else [], [a.kwarg] if a.kwarg else []
            stored = [argument.arg for argument in [*positional, *keyword_only, *star, *double]]
            written = [argument.arg for argument in [*positional, *star, *keyword_only, *double]]
            for code in functions.get((node.name, first), ())[:1]:
                names = list(code.co_varnames[: len(stored)])
                yield "line {}".format(node.lineno), names == _mangled(stored, code), names == _mangled(written, code)


def _mangled(names, code):
    """Return ``names`` as a class body spells them: the name of the class goes before two underscores."""
    kept = code.co_varnames[: len(names)]
    return [stored if name.startswith("__") and stored.endswith(name) else name for name, stored in zip(names, kept)]
