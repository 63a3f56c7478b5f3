"""Laws of page 3.15. Each is checked over code objects and functions of the standard library."""

import dis
import inspect


def a_built_in_function_cannot_be_disassembled(builtin):
    """`dis.dis()` raises TypeError for a built-in function, which has no bytecode.

    Counts: built-in functions
    Twin: `dis.dis()` prints nothing and returns `None` for a built-in function, which has no bytecode.
    """
    if callable(builtin.value) and not isinstance(builtin.value, type):
        try:
            refused = dis.dis(builtin.value) is not None
        except TypeError:
            refused = True
        yield "", refused, not refused


def the_source_of_a_function_begins_at_its_first_line(module):
    """`inspect.getsource` of a function begins with the line that `co_firstlineno` names.

    Counts: functions of imported modules with a source file
    Twin: `inspect.getsource` of a function begins with the line that says `def`.
    """
    lines = _lines(module)
    for name, value in sorted(vars(module).items()):
        code = getattr(value, "__code__", None)
        if lines and inspect.isfunction(value) and code.co_filename == module.__file__ and value.__name__ == name:
            if not hasattr(value, "__wrapped__"):
                first = inspect.getsource(value).split("\n")[0]
                yield name, first == lines[code.co_firstlineno - 1], first.lstrip().startswith(("def ", "async def "))


def _lines(module):
    path = getattr(module, "__file__", None)
    if not path or not path.endswith(".py"):
        return []
    with open(path, encoding="utf-8", errors="replace") as stream:
        return stream.read().split("\n")
