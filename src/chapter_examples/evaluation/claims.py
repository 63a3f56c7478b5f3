"""Probes for the claims of page 3.6. Each observes what the running Python does, whatever its version number is."""

import _thread
import dis
import gc
import signal
import sys


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
    """A signal handler runs in the line in which the signal arrives, or in the next one."""
    return _line_interrupted() in (1, 2)


def handler_waits_for_a_jump_back():
    """In code without calls, a signal handler waits for the jump back of the next loop."""
    return _line_interrupted() in (4, 5)


def handler_waits_for_a_call():
    """A signal handler runs when a function starts, a generator continues, or a call of a built-in ends."""
    at_start = _place_interrupted(_straight_then_call)[0] is _empty.__code__
    at_resumption = _place_interrupted(_straight_then_resume)[0] is _waiting.__code__
    return at_start and at_resumption and _place_interrupted(_straight_then_built_in)[1] in (3, 4)


def _many_containers():
    a = [[], [], [], [], [], [], [], [], [], [], [], [], [], [], [], []]
    b = [[], [], [], [], [], [], [], [], [], [], [], [], [], [], [], []]
    c = [[], [], [], [], [], [], [], [], [], [], [], [], [], [], [], []]
    for d in (a, b):
        c = d
    return a, b, c


def _lines_of_collections():
    """Return the lines, from the ``def``, of a function without calls in which a collection begins."""
    began = set()

    def note(phase, info):
        frame = sys._getframe(1)
        if phase == "start" and frame.f_code is _many_containers.__code__:
            began.add(frame.f_lineno - frame.f_code.co_firstlineno)

    gc.collect()
    gc.callbacks.append(note)
    gc.set_threshold(5)
    _many_containers()
    gc.callbacks.remove(note)
    return began


def collector_interrupts_anywhere():
    """A collection begins at an instruction that creates a container."""
    return bool(_lines_of_collections() & {1, 2, 3})


def collector_waits():
    """A collection that is due after a few new containers begins at the next jump back."""
    began = _lines_of_collections()
    return bool(began) and began <= {4, 5}


def place_for_an_object_comes_first():
    """The empty place next to a function that will be called is below the function."""
    return _loaded_callee() == "NULL + str"


def callee_comes_first():
    """The empty place next to a function that will be called is above the function."""
    return _loaded_callee() == "str + NULL"


def loops_end_with_end_for():
    """`END_FOR` follows a loop."""
    return "END_FOR" in _names("def f(a):\n    for b in a:\n        a(b)\n")


def an_instruction_pops_the_iterator():
    """`POP_ITER` follows a loop, to remove the used-up iterator from the stack."""
    return "POP_ITER" in _names("def f(a):\n    for b in a:\n        a(b)\n")


def iterator_has_company():
    """`GET_ITER` makes the stack one value higher."""
    code = compile("def f(a):\n    for b in a:\n        a(b)\n", "<probe>", "exec").co_consts[0]
    step = [i for i in dis.get_instructions(code) if i.opname == "GET_ITER"][0]
    return dis.stack_effect(step.opcode, step.arg) == 1


def truth_is_found_separately():
    """`TO_BOOL` precedes a conditional jump on a variable, but not a conditional jump on a comparison."""
    of_a_variable = _names("def f(a):\n    if a:\n        return 1\n    return 2\n")
    of_a_comparison = _names("def f(a):\n    if a < 5:\n        return 1\n    return 2\n")
    if "TO_BOOL" not in of_a_variable or "TO_BOOL" in of_a_comparison:
        return False
    return of_a_variable[of_a_variable.index("TO_BOOL") + 1].startswith("POP_JUMP")
