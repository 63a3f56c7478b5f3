"""Probes of the claims on page 3.12. Each observes what the running Python does; none asks for its version."""

import ast
import dis
import os
import subprocess
import sys
import tempfile


def _operations(source):
    return [instruction.opname for instruction in dis.get_instructions(compile(source, "<probe>", "exec", optimize=0))]


def assert_looks_up_its_exception():
    """An `assert` statement looks `AssertionError` up by name, and raises whatever has that name."""
    try:
        exec(compile("assert False", "<probe>", "exec", optimize=0), {"AssertionError": KeyError})
    except KeyError:
        return True
    except AssertionError:
        return False
    return False


def assert_has_its_exception():
    """An `assert` statement raises the built-in `AssertionError`, whatever the name `AssertionError` stands for."""
    return not assert_looks_up_its_exception()


def assert_uses_load_assertion_error():
    """An `assert` statement gets its exception by an instruction of its own, `LOAD_ASSERTION_ERROR`."""
    return "LOAD_ASSERTION_ERROR" in _operations("assert checked")


def assert_uses_load_common_constant():
    """An `assert` statement gets its exception by `LOAD_COMMON_CONSTANT`."""
    return "LOAD_COMMON_CONSTANT" in _operations("assert checked")


def _documented_tree(level):
    return ast.parse("'Doc.'\nx = 1\n", optimize=level)


def tree_loses_docstring():
    """The tree that is preprocessed for level 2 has no docstring."""
    try:
        return ast.get_docstring(_documented_tree(2)) is None
    except TypeError:  # ast.parse() takes no level
        return False


def tree_keeps_docstring():
    """The tree that is preprocessed for level 2 still has its docstring; the code generator leaves it out."""
    try:
        return ast.get_docstring(_documented_tree(2)) == "Doc."
    except TypeError:  # ast.parse() takes no level
        return False


def compileall_takes_levels():
    """`python -m compileall -o 1 -o 2` makes the compiled copies of both levels at once."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "coins.py")
        with open(path, "w", encoding="utf-8") as source:
            source.write("euro = 100\n")
        command = [sys.executable, "-m", "compileall", "-q", "-o", "1", "-o", "2", path]
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        made = os.path.join(folder, "__pycache__")
        return run.returncode == 0 and os.path.isdir(made) and len(os.listdir(made)) == 2
