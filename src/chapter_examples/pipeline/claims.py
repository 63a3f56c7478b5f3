"""Probes of the claims on page 3.1. Each observes what the running Python does; none asks for its version."""

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
    """Return what ``python -m module -`` prints when it reads ``source`` from its standard input."""
    run = subprocess.run(
        [sys.executable, "-m", module, "-"],
        input=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
    )
    return run.stdout if run.returncode == 0 else ""


def script_path_is_absolute():
    """A script started by a relative path knows its absolute path, and tracebacks show that."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "script.py"), "w", encoding="utf-8") as script:
            script.write("import os\nprint(os.path.isabs(__file__))\n")
        run = subprocess.run([sys.executable, "script.py"], cwd=folder, stdout=subprocess.PIPE)
    return run.stdout.strip() == b"True"


def patterns_are_folded_early():
    """In the preprocessed tree, the pattern `-1+2j` of a match statement is a single constant."""
    try:
        tree = ast.parse("match x:\n    case -1+2j:\n        pass\n", optimize=1)
    except (TypeError, SyntaxError):  # no such argument, no such statement
        return False
    return isinstance(tree.body[0].cases[0].pattern.value, ast.Constant)


def peg_parser():
    """The parser accepts parentheses around several context managers, which no LL(1) parser can."""
    return _compiles("with (open(a) as x, open(b) as y):\n    pass\n")


def generator_sees_folded_tree():
    """The code generator is handed a tree in which 1 + 2 is a constant: it warns that (1 + 2)() calls an int."""
    return any("'int' object is not callable" in message for message in _warnings_of("(1 + 2)()"))


def operand_left_behind():
    """The constants of a function that returns hours * (60 * 60) keep an operand, 60, that no instruction loads."""
    code = _function("def seconds(hours):\n    return hours * (60 * 60)\n")
    loaded = [instruction.argval for instruction in dis.get_instructions(code)]
    return code.co_consts == (60, 3600) and 60 not in loaded


def optimised_tree_is_folded():
    """`ast.parse(…, optimize=1)` returns a tree in which `60 * 60` is the constant 3600."""
    try:
        tree = ast.parse("60 * 60", mode="eval", optimize=1)
    except TypeError:  # no such argument
        return False
    return isinstance(tree.body, ast.Constant) and tree.body.value == 3600


def parse_can_optimise():
    """`ast.parse()` takes an argument `optimize` and then returns the tree as the compiler prepares it."""
    try:
        tree = ast.parse("__debug__", mode="eval", optimize=1)
    except TypeError:  # no such argument
        return False
    return isinstance(tree.body, ast.Constant)


def warns_about_return_in_finally():
    """Compiling a return that leaves a finally block warns."""
    source = "def f():\n    try:\n        pass\n    finally:\n        return 1\n"
    return any("'finally'" in message for message in _warnings_of(source))


def _peephole(bytecode):
    """Return what PyCode_Optimize(), the peephole optimizer of the C API, makes of ``bytecode``; None without it."""
    try:
        optimise = ctypes.pythonapi.PyCode_Optimize
    except AttributeError:
        return None
    optimise.restype = ctypes.py_object
    optimise.argtypes = [ctypes.py_object] * 4
    return optimise(bytecode, [None], (), b"")


def _unreachable_half():
    """Return bytecode whose second half no path reaches."""
    load, leave = dis.opmap["LOAD_CONST"], dis.opmap["RETURN_VALUE"]
    return bytes([load, 0, leave, 0, load, 0, leave, 0])


def peephole_edits_bytecode():
    """The peephole optimizer takes unreachable instructions out of finished bytecode."""
    bytecode = _unreachable_half()
    return _peephole(bytecode) == bytecode[:4]


def peephole_does_nothing():
    """The peephole optimizer returns finished bytecode as it is: the control-flow graph was optimised before."""
    bytecode = _unreachable_half()
    return _peephole(bytecode) == bytecode


def begins_with_resume():
    """The bytecode of a function begins with `RESUME`."""
    return _operations("def f():\n    return 1\n")[0] == "RESUME"


def multiplies_with_binary_multiply():
    """An instruction of its own, `BINARY_MULTIPLY`, multiplies."""
    return "BINARY_MULTIPLY" in _operations("def f(a, b):\n    return a * b\n")


def multiplies_with_binary_op():
    """`BINARY_OP`, told which operator to apply, multiplies."""
    return "BINARY_OP" in _operations("def f(a, b):\n    return a * b\n")


def loads_a_borrowed_local():
    """A local variable that is used at once is loaded with `LOAD_FAST_BORROW`."""
    return "LOAD_FAST_BORROW" in _operations("def seconds(hours):\n    return hours * 3600\n")


def jumps_say_their_direction():
    """A conditional expression jumps with an instruction that says in its name that it goes forward."""
    return "POP_JUMP_FORWARD_IF_FALSE" in _operations("def f(x):\n    return x if x > 0 else 0\n")


def dis_shows_offsets():
    """`dis` shows the offset of each instruction without being asked."""
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
    """`sys._jit` says whether this build of CPython has a JIT, and whether it is on."""
    jit = getattr(sys, "_jit", None)
    return jit is not None and isinstance(jit.is_available(), bool)
