"""Probes of the claims on page 3.6. Each observes what the running Python does; none asks for its version."""

import _thread
import dis
import gc
import signal
import sys
import sysconfig


def _names(source):
    code = compile(source, "<probe>", "exec").co_consts[0]
    return [instruction.opname for instruction in dis.get_instructions(code)]


def _loaded_callee():
    """Return how dis writes the loading of a global that is about to be called."""
    code = compile("def f(a):\n    return str(a)\n", "<probe>", "exec").co_consts[0]
    return [i.argrepr for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL"][0]


class _Bell:
    __neg__ = _thread.interrupt_main


def _straight_then_loop(bell):
    -bell
    one = 1
    two = one + one
    for number in (one, two):
        result = number
    return result


def _empty():
    pass


def _straight_then_call(bell):
    -bell
    one = 1
    _empty()
    return one


def _straight_then_built_in(bell):
    -bell
    one = 1
    abs(one)
    return one


def _waiting():
    yield
    one = 1
    yield one


def _straight_then_resume(bell):
    generator = _waiting()
    generator.send(None)
    -bell
    generator.send(None)


def _place_interrupted(function):
    """Return in which code a handler interrupts a function that raises a signal in its line 1, and in which line."""
    places = []
    before = signal.signal(signal.SIGINT, lambda number, frame: places.append((frame.f_code, frame.f_lineno)))
    try:
        function(_Bell())
    finally:
        signal.signal(signal.SIGINT, before)
    code, line = places[0]
    return code, line - code.co_firstlineno


def _line_interrupted():
    """Return in which line, from the ``def``, a handler interrupts a function with a loop."""
    code, line = _place_interrupted(_straight_then_loop)
    return line if code is _straight_then_loop.__code__ else None


def handler_runs_at_the_next_instructions():
    """A signal handler interrupts the very line during which the signal came, or the one after it."""
    return _line_interrupted() in (1, 2)


def handler_waits_for_a_jump_back():
    """A signal handler waits while instructions follow each other, and interrupts at the jump back of a loop."""
    return _line_interrupted() in (4, 5)


def handler_waits_for_a_call():
    """A signal handler waits until a function starts, a generator continues, or a call of a built-in ends."""
    at_start = _place_interrupted(_straight_then_call)[0] is _empty.__code__
    at_resumption = _place_interrupted(_straight_then_resume)[0] is _waiting.__code__
    return at_start and at_resumption and _place_interrupted(_straight_then_built_in)[1] in (3, 4)


def _many_containers():
    a = [[], [], [], [], [], [], [], [], [], [], [], [], [], [], [], []]
    b = [[], [], [], [], [], [], [], [], [], [], [], [], [], [], [], []]
    c = [[], [], [], [], [], [], [], [], [], [], [], [], [], [], [], []]
    d = 0
    return a, b, c, d


def _many_containers_then_jump():
    a = [[], [], [], [], [], [], [], [], [], [], [], [], [], [], [], []]
    for _ in (1, 2):
        pass
    return a


def _collections_in(function):
    """Return how often a collection began while `function`, which makes containers, ran."""
    began = []

    def note(phase, info):
        frame = sys._getframe(1)
        if phase == "start" and frame.f_code is function.__code__:
            began.append(frame.f_lineno)

    threshold = gc.get_threshold()
    gc.collect()
    gc.callbacks.append(note)
    try:
        gc.set_threshold(5)
        function()
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(note)
    return len(began)


def collector_interrupts_anywhere():
    """The garbage collector begins in the middle of instructions that make containers."""
    return _collections_in(_many_containers) > 0


def collector_waits():
    """The garbage collector does not begin between instructions that make containers, but (with a GIL) at a jump."""
    counts_otherwise = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    begins_at_a_jump = _collections_in(_many_containers_then_jump) > 0
    return _collections_in(_many_containers) == 0 and (begins_at_a_jump or counts_otherwise)


def place_for_an_object_comes_first():
    """The empty place beside a function that is about to be called lies below the function."""
    return _loaded_callee() == "NULL + str"


def callee_comes_first():
    """The empty place beside a function that is about to be called lies above the function."""
    return _loaded_callee() == "str + NULL"


def loops_end_with_end_for():
    """The compiler writes `END_FOR` behind a loop."""
    return "END_FOR" in _names("def f(a):\n    for b in a:\n        a(b)\n")


def an_instruction_pops_the_iterator():
    """The compiler writes `POP_ITER` behind a loop, to take the used-up iterator off the stack."""
    return "POP_ITER" in _names("def f(a):\n    for b in a:\n        a(b)\n")


def iterator_has_company():
    """`GET_ITER` leaves two values on the stack where it found one."""
    code = compile("def f(a):\n    for b in a:\n        a(b)\n", "<probe>", "exec").co_consts[0]
    step = [i for i in dis.get_instructions(code) if i.opname == "GET_ITER"][0]
    return dis.stack_effect(step.opcode, step.arg) == 1


def truth_is_found_separately():
    """`TO_BOOL` finds the truth of a value before an instruction jumps on it."""
    return "TO_BOOL" in _names("def f(a):\n    if a:\n        return 1\n    return 2\n")
