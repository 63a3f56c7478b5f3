"""Probes for the claims of page 3.5. Each observes what the running Python does, whatever its version number is."""

import dis
import inspect
import io
import os
import subprocess
import sys
import tempfile


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
    """`BINARY_ADD` adds two values."""
    return "BINARY_ADD" in _operations(ADDS)


def adds_with_binary_op():
    """`BINARY_OP` adds two values, and its argument selects the operator."""
    return [i.argrepr for i in _instructions(ADDS) if i.opname == "BINARY_OP"] == ["+"]


def loads_two_locals_at_once():
    """A single instruction loads two local variables that are used one after the other."""
    return any(i.argval == ("a", "b") and i.opname.startswith("LOAD_FAST") for i in _instructions(ADDS))


def calls_with_call_function():
    """`CALL_FUNCTION` calls a function with positional arguments."""
    return all("CALL_FUNCTION" in _called(call) for call in ("f()", "f(1)", "f(1, 2)"))


def calls_with_call():
    """`CALL` calls functions and methods with positional arguments."""
    return all("CALL" in _called(call) for call in ("f()", "f(1)", "f(1, 2)", "a.f()", "a.f(1)"))


def call_needs_a_second_slot():
    """Loading a global that will be called takes two places on the value stack."""
    load = [i for i in _instructions(CALLS) if i.opname == "LOAD_GLOBAL"][0]
    return dis.stack_effect(load.opcode, load.arg) == 2


def return_has_no_effect():
    """`dis.stack_effect()` returns 0 for `RETURN_VALUE`."""
    return dis.stack_effect(dis.opmap["RETURN_VALUE"]) == 0


def exchanges_with_rot_two():
    """`ROT_TWO` exchanges the two top values of the stack."""
    return "ROT_TWO" in _operations("def f(a, b):\n    a[0], b[0] = b[0], a[0]\n")


def exchanges_with_swap():
    """`SWAP` exchanges two values of the stack."""
    return "SWAP" in _operations("def f(a, b):\n    a[0], b[0] = b[0], a[0]\n")


def doubtful_local_is_checked():
    """`LOAD_FAST_CHECK` loads a local variable that may not have a value yet, and not one that has a value."""
    doubtful = _operations("def f():\n    if 0:\n        a = 1\n    return a\n")
    return "LOAD_FAST_CHECK" in doubtful and "LOAD_FAST_CHECK" not in _operations(ADDS)


def small_int_is_in_the_instruction():
    """`LOAD_SMALL_INT` contains a small int, which is then not a constant of the code object."""
    source = "def f(a):\n    'Doc.'\n    return a + 7\n"
    small = [i.arg for i in _instructions(source) if i.opname == "LOAD_SMALL_INT"]
    return small == [7] and 7 not in _function(source).co_consts


def constant_is_returned_at_once():
    """`RETURN_CONST` returns a constant."""
    return "RETURN_CONST" in _operations("def f():\n    return 'done'\n")


def none_is_a_common_constant():
    """`LOAD_COMMON_CONSTANT` loads `None`, which a function with a docstring then does not have in `co_consts`."""
    source = "def f(a):\n    'Doc.'\n    a()\n    return None\n"
    return "LOAD_COMMON_CONSTANT" in _operations(source) and None not in _function(source).co_consts


def docstring_has_a_flag():
    """The code object of a function with a docstring has the flag `HAS_DOCSTRING`, and one without does not."""
    with_docstring, without = dis.code_info(_function("def f():\n    'Doc.'\n")), dis.code_info(_function(ADDS))
    return "HAS_DOCSTRING" in with_docstring and "HAS_DOCSTRING" not in without


def absence_of_cells_has_a_flag():
    """A code object has the flag `NOFREE` if it does not have cell or free variables."""
    outer = _function("def f(a):\n    def g():\n        return a\n    return g\n")
    return "NOFREE" in dis.code_info(_function(ADDS)) and "NOFREE" not in dis.code_info(outer)


def _has(name):
    return name in dir(_function(ADDS))


def has_co_lines():
    """A code object has `co_linetable`, and `co_lines()` yields the source lines of its instructions."""
    if not (_has("co_lines") and _has("co_linetable")):
        return False
    lines = [line for _, _, line in _function(ADDS).co_lines()]
    return 2 in lines and set(lines) <= {1, 2, None}


def has_co_qualname():
    """A code object has its qualified name, such as `Basket.total`, in `co_qualname`."""
    body = _function("class Basket:\n    def total(self):\n        return 0\n")
    methods = [constant for constant in body.co_consts if inspect.iscode(constant)]
    return getattr(methods[0], "co_qualname", None) == "Basket.total"


def has_co_positions():
    """`co_positions()` yields lines and columns of the source for the instructions of a code object."""
    return _has("co_positions") and (1, 1, 0, 5) in compile("a + b", "<probe>", "eval").co_positions()


def has_co_exceptiontable():
    """A code object has `co_exceptiontable`, which is empty without a `try` statement and not empty with one."""
    return bool(getattr(_function(TRIES), "co_exceptiontable", b"")) and not _function(ADDS).co_exceptiontable


def has_co_branches():
    """`co_branches()` yields each branch of a code object as three offsets: its own and those of its two ways on."""
    branches = getattr(_function(LOOPS), "co_branches", None)
    return branches is not None and [len(branch) for branch in branches()] == [3, 3]


def _printed(**options):
    """Return what `dis.dis()` prints with ``options``, or None if it does not take them."""
    output = io.StringIO()
    try:
        dis.dis(_function(ADDS), file=output, **options)
    except TypeError:  # no such argument
        return None
    return output.getvalue()


def has_co_lnotab():
    """A code object has the attribute `co_lnotab`."""
    return _has("co_lnotab")


def instructions_have_caches():
    """The instructions of an addition leave room between them for an inline cache."""
    instructions = _instructions(ADDS)
    offsets = [i.offset for i in instructions if i.opname != "CACHE"]
    return any(after - before > 2 for before, after in zip(offsets, offsets[1:]))


def dis_shows_caches():
    """With `show_caches=True`, `dis.dis()` prints each code unit of a cache as `CACHE`; it also takes `adaptive`."""
    printed = _printed(show_caches=True, adaptive=True)
    if printed is None:
        return False
    code = _function(ADDS)
    units = len(code.co_code) // 2 - len([i for i in dis.get_instructions(code) if i.opname != "CACHE"])
    return "CACHE" not in _printed() and printed.count("CACHE") == units > 0


def dis_shows_offsets_if_asked():
    """`dis.dis()` prints the offsets of instructions only with `show_offsets=True`."""

    def has_offset(printed):
        (line,) = [line for line in printed.splitlines() if "BINARY_OP" in line]
        return line.split()[line.split().index("BINARY_OP") - 1].isdigit()

    printed = _printed(show_offsets=True)
    return printed is not None and has_offset(printed) and not has_offset(_printed())


def dis_shows_positions():
    """With `show_positions=True`, `dis.dis()` prints the columns of the source, as in `2:11-2:16`."""
    return "2:11-2:16" in (_printed(show_positions=True) or "")


def _command_line_takes(*options):
    """Return whether ``python -m dis`` accepts each of ``options`` and prints something else with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sum.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write("a + b\n")
        written = []
        for option in ([], *[[option] for option in options]):
            command = [sys.executable, "-m", "dis", *option, path]
            run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            written.append((run.returncode, run.stdout))
    plain, *others = written
    return all(status == 0 and (status, text) != plain for status, text in others)


def command_line_shows_offsets():
    """`python -m dis FILE` prints more with `-C` and with `-O`."""
    return _command_line_takes("-C", "-O")


def command_line_shows_positions():
    """`python -m dis FILE` accepts `-P` and `-S`, and prints more with `-P`."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sum.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write("a + b\n")
        command = [sys.executable, "-m", "dis", "-S", path]
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return run.returncode == 0 and _command_line_takes("-P")


def starts_line_is_a_number():
    """`Instruction.starts_line` is the number of the line that begins there, or `None`."""
    return [i.starts_line for i in _instructions(ADDS) if i.starts_line is not None][-1] == 2


def starts_line_is_true_or_false():
    """`Instruction.starts_line` is `True` or `False`, and `line_number` is the line of the instruction."""
    last = _instructions(ADDS)[-1]
    return last.starts_line is False and last.line_number == 2


def _jumps():
    """Return the instructions of a loop that jump: out of it, over its body, back to its top."""
    return [i for i in _instructions(LOOPS) if i.opcode in set(dis.hasjrel) | set(dis.hasjabs)]


def distances_are_in_bytes():
    """The argument of a forward jump is a number of bytes."""
    leave = _jumps()[0]
    return leave.argval == leave.offset + 2 + leave.arg


def distances_are_in_code_units():
    """The argument of a forward jump is a number of code units of two bytes each."""
    leave = _jumps()[0]
    return (leave.argval - leave.offset - 2 * leave.arg) in (2, 4)


def jump_back_names_its_target():
    """`JUMP_ABSOLUTE` jumps back to the top of a loop, and its argument is the target itself."""
    back = _jumps()[-1]
    return back.opname == "JUMP_ABSOLUTE" and back.opcode in dis.hasjabs


def jump_back_is_a_distance():
    """`JUMP_BACKWARD` jumps back to the top of a loop, and its argument is a distance."""
    back = _jumps()[-1]
    return back.opname == "JUMP_BACKWARD" and back.opcode in dis.hasjrel


def branch_names_its_target():
    """The argument of `POP_JUMP_IF_FALSE` is the target itself."""
    steps = _instructions("def f(a):\n    if a:\n        return 1\n    return 2\n")
    branches = [step for step in steps if step.opname == "POP_JUMP_IF_FALSE"]
    return bool(branches) and branches[0].opcode in dis.hasjabs


def call_is_prepared_by_precall():
    """`PRECALL` prepares a call."""
    return "PRECALL" in _called("f(1)")


def keywords_are_announced():
    """`KW_NAMES` names the keyword arguments of the next call."""
    return "KW_NAMES" in _called("f(a=1)")


def keywords_have_a_call():
    """`CALL_KW` performs a call with keyword arguments."""
    return "CALL_KW" in _called("f(a=1)")


def missing_keywords_are_pushed():
    """A call `f(*a)` pushes `NULL` twice, `f(*a, **b)` once: `PUSH_NULL` fills the place of a missing `**`."""
    return (_called("f(*a)").count("PUSH_NULL"), _called("f(*a, **b)").count("PUSH_NULL")) == (2, 1)


def method_has_a_load():
    """`LOAD_METHOD` loads a method that will be called."""
    return "LOAD_METHOD" in _called("a.f()")


def method_is_loaded_as_an_attribute():
    """`LOAD_ATTR` loads a method that will be called."""
    return "LOAD_ATTR" in _called("a.f()")


def try_is_an_instruction():
    """A `try` statement begins with `SETUP_FINALLY`, and `POP_BLOCK` ends the part that it guards."""
    names = _operations(TRIES)
    return "SETUP_FINALLY" in names and "POP_BLOCK" in names[names.index("SETUP_FINALLY") :]


def try_is_a_table():
    """A `try` statement adds entries to the exception table, and no instruction that sets up its handler."""
    table = getattr(_function(TRIES), "co_exceptiontable", b"")
    return bool(table) and not any(name.startswith("SETUP") for name in _operations(TRIES))
