"""Probes for the claims of page 3.1. Each observes what the running Python does, whatever its version number is."""

import ast
import ctypes
import dis
import os
import subprocess
import sys
import tempfile
import warnings


def _compiles(source):
    try:
        compile(source, "<probe>", "exec")
    except SyntaxError:
        return False
    return True


def _warnings_of(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<probe>", "exec")
    return [str(warning.message) for warning in caught]


def _function(source):
    """Return the code object of the first function of ``source``, compiled and not run."""
    return compile(source, "<probe>", "exec").co_consts[0]


def _operations(source):
    return [instruction.opname for instruction in dis.get_instructions(_function(source))]


def _output_of(module, source):
    """Return what ``python -m module FILE`` prints for a file with the text ``source``; empty if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        command = [sys.executable, "-m", module, path]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, universal_newlines=True)
    return run.stdout if run.returncode == 0 else ""


def script_path_is_absolute():
    """The `__file__` of a script and its path in a traceback are absolute, even if you type a relative path."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "script.py"), "w", encoding="utf-8") as script:
            script.write("import os\nprint(os.path.isabs(__file__))\n1 / 0\n")
        run = subprocess.run([sys.executable, "script.py"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return run.stdout.strip() == b"True" and b'File "script.py"' not in run.stderr


def patterns_are_folded_early():
    """In the preprocessed tree, the pattern `-1+2j` of a `match` statement is a single constant."""
    try:
        tree = ast.parse("match x:\n    case -1+2j:\n        pass\n", optimize=1)
    except (TypeError, SyntaxError):  # no such argument, no such statement
        return False
    return isinstance(tree.body[0].cases[0].pattern.value, ast.Constant)


def peg_parser():
    """The parser accepts parentheses around several context managers, which an LL(1) parser cannot accept."""
    return _compiles("with (open(a) as x, open(b) as y):\n    pass\n")


def generator_sees_folded_tree():
    """The compiler warns that `(1 + 2)()` calls an `int`, so the code generator receives a folded tree."""
    return any("'int' object is not callable" in message for message in _warnings_of("(1 + 2)()"))


def operand_left_behind():
    """The tree keeps `60 * 60`; it is folded later, which leaves the unused operand 60 among the constants."""
    try:
        tree = ast.parse("60 * 60", mode="eval", optimize=1)
    except TypeError:  # no such argument
        return False
    code = _function("def seconds(hours):\n    return hours * (60 * 60)\n")
    loaded = [instruction.argval for instruction in dis.get_instructions(code)]
    return isinstance(tree.body, ast.BinOp) and code.co_consts == (60, 3600) and 60 not in loaded


def optimized_tree_is_folded():
    """`ast.parse(…, optimize=1)` returns a tree in which `60 * 60` is the constant 3600."""
    try:
        tree = ast.parse("60 * 60", mode="eval", optimize=1)
    except TypeError:  # no such argument
        return False
    return isinstance(tree.body, ast.Constant) and tree.body.value == 3600


def parse_can_optimize():
    """With the argument `optimize`, `ast.parse()` returns a tree in which `__debug__` is a constant."""
    try:
        tree = ast.parse("__debug__", mode="eval", optimize=1)
    except TypeError:  # no such argument
        return False
    return isinstance(tree.body, ast.Constant)


def warns_about_return_in_finally():
    """The compiler warns about a `return` in a `finally` block after the parser and before the symbol table."""
    source = "def f():\n    try:\n        pass\n    finally:\n        return 1\n"
    with warnings.catch_warnings(record=True) as of_parser:
        warnings.simplefilter("always")
        ast.parse(source)
    with warnings.catch_warnings(record=True) as before_symbol_table:
        warnings.simplefilter("always")
        try:
            compile(source + "nonlocal a\n", "<probe>", "exec")
        except SyntaxError:  # which the symbol table raises
            pass
    return not of_parser and any("'finally'" in str(warning.message) for warning in before_symbol_table)


def _peephole(bytecode, constants):
    """Return what PyCode_Optimize(), the peephole optimizer of the C API, makes of ``bytecode``; None without it."""
    try:
        optimize = ctypes.pythonapi.PyCode_Optimize
    except AttributeError:
        return None
    optimize.restype = ctypes.py_object
    optimize.argtypes = [ctypes.py_object] * 4
    return optimize(bytes(bytecode), constants, (), b"")


def _improvable():
    """Return two pieces of bytecode: one whose second half no path reaches, and one that builds a constant tuple."""
    load, leave, build = (dis.opmap[name] for name in ("LOAD_CONST", "RETURN_VALUE", "BUILD_TUPLE"))
    return [load, 0, leave, 0, load, 0, leave, 0], [load, 0, load, 1, build, 2, leave, 0]


def peephole_edits_bytecode():
    """`PyCode_Optimize()` removes unreachable instructions from bytecode and folds a tuple of constants."""
    unreachable, folded = (_peephole(bytecode, [1, 2]) for bytecode in _improvable())
    return unreachable == bytes(_improvable()[0][:4]) and folded is not None and len(folded) == 4


def peephole_does_nothing():
    """`PyCode_Optimize()` returns bytecode unchanged, even if it has unreachable instructions or a constant tuple."""
    return all(_peephole(bytecode, [1, 2]) == bytes(bytecode) for bytecode in _improvable())


def begins_with_resume():
    """The bytecode of a function without cells begins with `RESUME`."""
    return _operations("def f():\n    return 1\n")[0] == "RESUME"


def multiplies_with_binary_multiply():
    """`BINARY_MULTIPLY` multiplies two values."""
    return "BINARY_MULTIPLY" in _operations("def f(a, b):\n    return a * b\n")


def multiplies_with_binary_op():
    """`BINARY_OP` multiplies two values."""
    return "BINARY_OP" in _operations("def f(a, b):\n    return a * b\n")


def loads_a_borrowed_local():
    """`LOAD_FAST_BORROW` loads the local variable in `return hours * 3600`."""
    return "LOAD_FAST_BORROW" in _operations("def seconds(hours):\n    return hours * 3600\n")


def jumps_say_their_direction():
    """The jump of a conditional expression is `POP_JUMP_FORWARD_IF_FALSE`."""
    return "POP_JUMP_FORWARD_IF_FALSE" in _operations("def f(x):\n    return x if x > 0 else 0\n")


def dis_shows_offsets():
    """`dis` prints the offsets of instructions by default."""
    lines = dis.Bytecode(_function("def f(a):\n    return a\n")).dis().splitlines()
    returning = [line for line in lines if "RETURN_VALUE" in line]
    return returning[-1].split()[0].isdigit()


def ast_has_a_command_line():
    """`python -m ast FILE` prints the syntax tree of a file."""
    return "BinOp" in _output_of("ast", "60 * 60\n")


def symtable_has_a_command_line():
    """`python -m symtable FILE` prints the symbol table of a file."""
    return "hours" in _output_of("symtable", "hours = 2\n")


def can_ask_about_the_jit():
    """`sys._jit` returns whether this build has a JIT, and whether the JIT is on."""
    jit = getattr(sys, "_jit", None)
    return jit is not None and isinstance(jit.is_available(), bool) and isinstance(jit.is_enabled(), bool)
