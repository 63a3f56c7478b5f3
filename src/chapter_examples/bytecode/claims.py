"""Probes of the claims on page 3.5. Each observes what the running Python does; none asks for its version."""

import dis
import inspect
import subprocess
import sys


def _function(source):
    """Return the code object of the first function of ``source``, compiled and not run."""
    return compile(source, "<probe>", "exec").co_consts[0]


def _instructions(source):
    return list(dis.get_instructions(_function(source)))


def _operations(source):
    return [instruction.opname for instruction in _instructions(source)]


def _called(expression):
    return [instruction.opname for instruction in dis.get_instructions(compile(expression, "<probe>", "eval"))]


ADDS = "def f(a, b):\n    return a + b\n"
CALLS = "def f(a):\n    return str(a)\n"
LOOPS = "def f(a):\n    for b in a:\n        if b:\n            return b\n"
TRIES = "def f(a):\n    try:\n        return a()\n    except ValueError:\n        return 0\n"


def adds_with_binary_add():
    """An instruction of its own, `BINARY_ADD`, adds."""
    return "BINARY_ADD" in _operations(ADDS)


def adds_with_binary_op():
    """`BINARY_OP`, with an argument that says which operator, adds."""
    return [i.argrepr for i in _instructions(ADDS) if i.opname == "BINARY_OP"] == ["+"]


def loads_two_locals_at_once():
    """Two local variables in a row are loaded by a single instruction."""
    return any(i.argval == ("a", "b") and i.opname.startswith("LOAD_FAST") for i in _instructions(ADDS))


def calls_with_call_function():
    """`CALL_FUNCTION` calls a function with positional arguments."""
    return "CALL_FUNCTION" in _operations(CALLS)


def calls_with_call():
    """`CALL` calls functions and methods with positional arguments."""
    return all("CALL" in _called(call) for call in ("f()", "f(1)", "f(1, 2)", "a.f()", "a.f(1)"))


def call_needs_a_second_slot():
    """A global that is about to be called takes two places on the value stack."""
    load = [i for i in _instructions(CALLS) if i.opname == "LOAD_GLOBAL"][0]
    return dis.stack_effect(load.opcode, load.arg) == 2


def return_has_no_effect():
    """`dis` gives `RETURN_VALUE` the stack effect 0."""
    return dis.stack_effect(dis.opmap["RETURN_VALUE"]) == 0


def exchanges_with_rot_two():
    """`ROT_TWO` exchanges the two topmost values of the stack."""
    return "ROT_TWO" in _operations("def f(a, b):\n    a[0], b[0] = b[0], a[0]\n")


def exchanges_with_swap():
    """`SWAP` exchanges the topmost value of the stack with a lower one."""
    return "SWAP" in _operations("def f(a, b):\n    a[0], b[0] = b[0], a[0]\n")


def doubtful_local_is_checked():
    """`LOAD_FAST_CHECK` loads a local variable that may have no value yet; `LOAD_FAST` loads the others."""
    return "LOAD_FAST_CHECK" in _operations("def f():\n    if 0:\n        a = 1\n    return a\n")


def small_int_is_in_the_instruction():
    """`LOAD_SMALL_INT` holds a small int in its argument, which is then no constant of the code object."""
    source = "def f(a):\n    'Doc.'\n    return a + 7\n"
    small = [i.arg for i in _instructions(source) if i.opname == "LOAD_SMALL_INT"]
    return small == [7] and 7 not in _function(source).co_consts


def constant_is_returned_at_once():
    """`RETURN_CONST` loads a constant and returns it."""
    return "RETURN_CONST" in _operations("def f():\n    return 'done'\n")


def none_is_a_common_constant():
    """`LOAD_COMMON_CONSTANT`, and not `LOAD_CONST`, loads `None` in a function that returns it."""
    return "LOAD_COMMON_CONSTANT" in _operations("def f():\n    return None\n")


def docstring_has_a_flag():
    """A code object whose first constant is a docstring has a flag of its own set."""
    return "HAS_DOCSTRING" in dis.code_info(_function("def f():\n    'Doc.'\n"))


def absence_of_cells_has_a_flag():
    """A code object without cell and free variables has the flag `NOFREE` set."""
    return "NOFREE" in dis.code_info(_function(ADDS))


def _has(name):
    return name in dir(_function(ADDS))


def has_co_lines():
    """A code object has `co_lines()` and `co_linetable`, from which it takes the line of each instruction."""
    return _has("co_lines") and _has("co_linetable")


def has_co_qualname():
    """A code object knows its qualified name, as in `Basket.total`."""
    return _has("co_qualname")


def has_co_positions():
    """A code object knows lines and columns of the source of each instruction."""
    return _has("co_positions") and (1, 1, 0, 5) in compile("a + b", "<probe>", "eval").co_positions()


def has_co_exceptiontable():
    """A code object has an exception table."""
    return _has("co_exceptiontable")


def has_co_branches():
    """A code object lists its branches: where each stands and its two ways on."""
    return _has("co_branches")


def has_co_lnotab():
    """A code object still has `co_lnotab`, the older table of lines."""
    return _has("co_lnotab")


def instructions_have_caches():
    """Some instructions are followed by room for an inline cache, so that the next one begins later."""
    instructions = _instructions(ADDS)
    offsets = [i.offset for i in instructions if i.opname != "CACHE"]
    return any(after - before > 2 for before, after in zip(offsets, offsets[1:]))


def _dis_takes(name):
    return name in inspect.signature(dis.dis).parameters


def dis_shows_caches():
    """`dis.dis()` takes `show_caches` and `adaptive`."""
    return _dis_takes("show_caches") and _dis_takes("adaptive")


def dis_shows_offsets_if_asked():
    """`dis.dis()` takes `show_offsets`."""
    return _dis_takes("show_offsets")


def dis_shows_positions():
    """`dis.dis()` takes `show_positions`."""
    return _dis_takes("show_positions")


def _command_line_takes(option):
    run = subprocess.run(
        [sys.executable, "-m", "dis", option, "-"],
        input=b"a + b\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return run.returncode == 0


def command_line_shows_offsets():
    """`python -m dis` takes `--show-offsets` and `--show-caches`."""
    return _command_line_takes("--show-offsets") and _command_line_takes("--show-caches")


def command_line_shows_positions():
    """`python -m dis` takes `--show-positions` and `--specialized`."""
    return _command_line_takes("--show-positions") and _command_line_takes("--specialized")


def starts_line_is_a_number():
    """`Instruction.starts_line` is the number of the line that begins there, or `None`."""
    return [i.starts_line for i in _instructions(ADDS) if i.starts_line is not None][-1] == 2


def starts_line_is_true_or_false():
    """`Instruction.starts_line` is `True` or `False`, and `line_number` is the line of every instruction."""
    last = _instructions(ADDS)[-1]
    return last.starts_line is False and last.line_number == 2


def _jumps():
    """Return the instructions of a loop that jump: out of it, over its body, back to its top."""
    return [i for i in _instructions(LOOPS) if i.opcode in set(dis.hasjrel) | set(dis.hasjabs)]


def distances_are_in_bytes():
    """The argument of a jump forward is a number of bytes."""
    leave = _jumps()[0]
    return leave.argval == leave.offset + 2 + leave.arg


def distances_are_in_code_units():
    """The argument of a jump forward is a number of code units, of two bytes each."""
    leave = _jumps()[0]
    return (leave.argval - leave.offset - 2 * leave.arg) in (2, 4)


def jump_back_names_its_target():
    """The jump back to the top of a loop has the place itself as its argument."""
    return _jumps()[-1].opcode in dis.hasjabs


def jump_back_is_a_distance():
    """The jump back to the top of a loop has a distance as its argument."""
    return _jumps()[-1].opcode in dis.hasjrel


def branch_names_its_target():
    """A jump that depends on a condition has the place itself as its argument."""
    return _jumps()[1].opcode in dis.hasjabs


def call_is_prepared_by_precall():
    """`PRECALL` prepares a call."""
    return "PRECALL" in _called("f(1)")


def keywords_are_announced():
    """`KW_NAMES` names the keyword arguments of the call that follows."""
    return "KW_NAMES" in _called("f(a=1)")


def keywords_have_a_call():
    """`CALL_KW` calls with keyword arguments."""
    return "CALL_KW" in _called("f(a=1)")


def missing_keywords_are_pushed():
    """`CALL_FUNCTION_EX` finds a second empty place on the stack where a call has no `**`."""
    return _called("f(*a)").count("PUSH_NULL") == 2


def method_has_a_load():
    """`LOAD_METHOD` loads a method that is about to be called."""
    return "LOAD_METHOD" in _called("a.f()")


def method_is_loaded_as_an_attribute():
    """`LOAD_ATTR` loads a method that is about to be called."""
    return "LOAD_ATTR" in _called("a.f()")


def try_is_an_instruction():
    """`SETUP_FINALLY` begins a `try` statement."""
    return "SETUP_FINALLY" in _operations(TRIES)


def try_is_a_table():
    """A `try` statement puts rows into the exception table, and no instruction that sets up its handler."""
    table = getattr(_function(TRIES), "co_exceptiontable", b"")
    return bool(table) and not any(name.startswith("SETUP") for name in _operations(TRIES))
