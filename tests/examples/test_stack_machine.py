"""The stack machine of page 3.6, against CPython: what each program returns or raises, and what the machine refuses."""

import calendar
import colorsys
import copy
import importlib.util
import sys
from pathlib import Path
from types import FrameType
from typing import Any, Callable, Optional, Tuple

import pytest

from tests.examples.stack_machine_programs import CALLS
from tests.small_book import ROOT

MACHINE = ROOT / "src" / "chapter_examples" / "evaluation" / "stack_machine.py"


def module_from(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("the_" + path.stem, str(path))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


machine = module_from(MACHINE)


def outcome(function: Callable[..., Any], *arguments: Any) -> Tuple[str, Any]:
    """Return the type and the value that a call returns, or the type and the message of its exception."""
    try:
        value = function(*arguments)
    except UnboundLocalError as error:
        return type(error).__name__, None  # each Python says it in other words
    except Exception as error:
        message = str(error)
        return type(error).__name__, None if "argument" in message else message  # inspect has words of its own
    return type(value).__name__, value


@pytest.mark.parametrize("name", list(CALLS))
def test_a_program_does_what_cpython_does(name: str) -> None:
    for function, arguments in CALLS[name]:
        ours, theirs = copy.deepcopy(arguments), copy.deepcopy(arguments)
        assert outcome(machine.run, function, *ours) == outcome(function, *theirs)
        assert ours == theirs  # what the program changed in its arguments


def test_the_programs_are_many_and_some_fail() -> None:
    outcomes = [outcome(function, *arguments) for calls in CALLS.values() for function, arguments in calls]
    raised = [name for name, _ in outcomes if name.endswith("Error")]
    assert len(CALLS) == 72
    assert len(outcomes) == 149
    assert len(raised) == 24
    assert set(raised) == {"NameError", "TypeError", "UnboundLocalError", "ValueError", "ZeroDivisionError"}


@pytest.mark.parametrize("year", range(1896, 2106))
def test_a_function_of_the_standard_library_runs(year: int) -> None:
    assert machine.run(calendar.isleap, year) == calendar.isleap(year)


@pytest.mark.parametrize("hue", [step / 12 for step in range(12)])
def test_functions_that_call_each_other_run(hue: float) -> None:
    red, green, blue = colorsys.hls_to_rgb(hue, 0.4, 0.3)
    assert machine.run(colorsys.hls_to_rgb, hue, 0.4, 0.3) == (red, green, blue)
    assert machine.run(colorsys.rgb_to_yiq, red, green, blue) == colorsys.rgb_to_yiq(red, green, blue)


def test_a_python_function_is_run_by_the_machine_and_a_built_in_by_cpython() -> None:
    depths = []

    def depth() -> None:
        frame: Optional[FrameType] = sys._getframe(1)
        count = 0
        while frame is not None:
            count += frame.f_code is machine.run.__code__
            frame = frame.f_back
        depths.append(count)

    functions: Any = {"note": _builtin(depth)}
    exec("def outer():\n    note()\n    return inner()\ndef inner():\n    return note()\n", functions)
    machine.run(functions["outer"])
    assert depths == [1, 2]


def _builtin(function: Callable[[], None]) -> Any:
    """Return a callable that is no Python function and calls one."""

    class Callee:
        def __call__(self) -> None:
            function()

    return Callee()


REFUSALS = {
    "an attribute": ("return x.real", "LOAD_ATTR"),
    "a method": ("return x.conjugate()", "LOAD_METHOD LOAD_ATTR"),
    "a subscript": ("return x[0]", "BINARY_SUBSCR BINARY_OP"),
    "an item that is set": ("x[0] = 1", "STORE_SUBSCR"),
    "bits": ("return x & 1", "BINARY_AND BINARY_OP"),
    "identity": ("return x is y", "COMPARE_OP IS_OP"),
    "membership": ("return x in y", "COMPARE_OP CONTAINS_OP"),
    "a dictionary": ("return {x: y}", "BUILD_MAP"),
    "an f-string": ("return f'{x}'", "FORMAT_VALUE FORMAT_SIMPLE"),
    "a keyword argument": ("return print(x, end=y)", "CALL_FUNCTION_KW KW_NAMES CALL_KW"),
    "a starred argument": ("return print(*x)", "CALL_FUNCTION_EX LIST_EXTEND"),
    "an import": ("import sys", "IMPORT_NAME"),
    "a global that is set": ("global z\n z = 1", "STORE_GLOBAL"),
    "a name that is deleted": ("del x", "DELETE_FAST"),
    "an unpacking": ("a, b = x", "UNPACK_SEQUENCE"),
    "a raise": ("raise x", "RAISE_VARARGS"),
    "an assertion": ("assert not x", "LOAD_ASSERTION_ERROR RAISE_VARARGS"),
    "a try statement": ("try:\n  return 1 // 0\n except ZeroDivisionError:\n  return 2", "SETUP_FINALLY PUSH_EXC_INFO"),
    "a with statement": ("with x:\n  pass", "SETUP_WITH PUSH_EXC_INFO"),
    "a comprehension": ("return [a for a in y]", "MAKE_FUNCTION LOAD_FAST_AND_CLEAR"),
    "a closure": ("def inner():\n  return x", "LOAD_CLOSURE MAKE_CELL MAKE_FUNCTION"),
}


@pytest.mark.parametrize("what", list(REFUSALS))
def test_what_the_machine_does_not_know_it_refuses_by_name_and_line(what: str) -> None:
    body, names = REFUSALS[what]
    namespace: Any = {}
    exec("\n\ndef function(x, y):\n {}\n".format(body), namespace)
    with pytest.raises(machine.UnknownInstruction) as caught:
        machine.run(namespace["function"], 1, (1, 2))
    name, _, line = str(caught.value).partition(" in line ")
    assert name in names.split()
    assert 3 <= int(line) <= 7


PAUSING = {
    "a generator": "def function():\n note()\n yield 1\n",
    "a generator whose only yield is never reached": "def function():\n note()\n return 1\n yield 1\n",
    "a coroutine without an await": "async def function():\n note()\n return 1\n",
    "an asynchronous generator": "async def function():\n note()\n return\n yield 1\n",
}


@pytest.mark.parametrize("what", list(PAUSING))
def test_a_function_whose_call_runs_nothing_of_it_is_refused_before_it_runs(what: str) -> None:
    noted: Any = []
    namespace: Any = {"note": lambda: noted.append("ran")}
    exec("\n" + PAUSING[what] + "def caller():\n return function()\n", namespace)
    for name in ("function", "caller"):
        with pytest.raises(machine.UnknownInstruction, match=r"^generator or coroutine in line 2$"):
            machine.run(namespace[name])
    assert noted == []


@pytest.mark.skipif(sys.version_info < (3, 11), reason="an instruction begins a try statement; the machine stops there")
def test_a_function_with_a_handler_is_refused_before_it_runs(capsys: pytest.CaptureFixture[str]) -> None:
    namespace: Any = {}
    exec("def function():\n print('ran')\n try:\n  return 1\n except OSError:\n  return 2\n", namespace)
    with pytest.raises(machine.UnknownInstruction, match="PUSH_EXC_INFO"):
        machine.run(namespace["function"])
    assert capsys.readouterr().out == ""


def test_the_machine_has_fewer_than_a_hundred_lines() -> None:
    program, _, declaration = MACHINE.read_text(encoding="utf-8").partition("\n\n# book: ")
    assert len(program.splitlines()) < 100
    assert all(line.startswith("# book: ") for line in declaration.splitlines()[1:])
