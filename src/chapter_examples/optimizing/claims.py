"""Probes for the claims of page 3.12. Each observes what the running Python does, whatever its version number is."""

import ast
import dis
import os
import subprocess
import sys
import tempfile


def _operations(source):
    return [instruction.opname for instruction in dis.get_instructions(compile(source, "<probe>", "exec", optimize=0))]


def assert_looks_up_its_exception():
    """An `assert` statement looks up the name `AssertionError`, and raises the exception that it finds."""
    try:
        exec(compile("assert False", "<probe>", "exec", optimize=0), {"AssertionError": KeyError})
    except KeyError:
        return True
    except AssertionError:
        return False
    return False


def assert_has_its_exception():
    """An `assert` statement raises the built-in `AssertionError`, even if a global has the name `AssertionError`."""
    try:
        exec(compile("assert False", "<probe>", "exec", optimize=0), {"AssertionError": KeyError})
    except KeyError:
        return False
    except AssertionError:
        return True
    return False


def assert_uses_load_assertion_error():
    """An `assert` statement loads its exception with `LOAD_ASSERTION_ERROR`."""
    return "LOAD_ASSERTION_ERROR" in _operations("assert checked")


def assert_uses_load_common_constant():
    """An `assert` statement loads its exception with `LOAD_COMMON_CONSTANT`."""
    return "LOAD_COMMON_CONSTANT" in _operations("assert checked")


def _documented_tree(level):
    return ast.parse("'Doc.'\nx = 1\n", optimize=level)


def tree_loses_docstring():
    """The tree that is preprocessed for level 2 does not contain the docstring."""
    try:
        return ast.get_docstring(_documented_tree(2)) is None
    except TypeError:  # ast.parse() takes no level
        return False


def tree_keeps_docstring():
    """The tree that is preprocessed for level 2 contains the docstring, and the code of level 2 does not."""
    try:
        tree = _documented_tree(2)
    except TypeError:  # ast.parse() takes no level
        return False
    compiled = compile("'Doc.'\nx = 1\n", "<probe>", "exec", optimize=2)
    return ast.get_docstring(tree) == "Doc." and "Doc." not in compiled.co_consts


def compileall_takes_levels():
    """`python -m compileall -o 1 -o 2` creates the `.pyc` files of both levels."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "coins.py")
        with open(path, "w", encoding="utf-8") as source:
            source.write("euro = 100\n")
        command = [sys.executable, "-m", "compileall", "-q", "-o", "1", "-o", "2", path]
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        made = os.path.join(folder, "__pycache__")
        return run.returncode == 0 and os.path.isdir(made) and len(os.listdir(made)) == 2
