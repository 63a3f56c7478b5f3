"""Tracing: what is recorded is what happened, on every Python, and what cannot be recorded is refused by name."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Tuple

import pytest

from bookcheck import cli
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Runner
from bookcheck.programs.surroundings import Surroundings
from bookcheck.recordings.comparison import check_program
from bookcheck.recordings.recorder import record
from bookcheck.tracing.recorded_trace import Trace, parse_trace
from bookcheck.tracing.trace_program import trace_of
from tests.small_book import ROOT, MakeExample, edit


def program_of(module: MakeExample, *lines: str) -> Example:
    """Return the program that traces ``f`` of a module of ``lines``."""
    program = trace_of(module(*lines, "", "# book: trace f"))
    assert program is not None
    return program


def trace(runner: Runner, program: Example) -> Trace:
    (step,) = runner.run(program).steps
    return parse_trace(step.output)


def refusal(runner: Runner, program: Example) -> str:
    with pytest.raises(BookError) as caught:
        runner.run(program)
    assert caught.value.path == program.path
    return str(caught.value)


WORKS: Tuple[Tuple[str, str, Tuple[str, ...]], ...] = (
    ("arithmetic", "22", ("def f(a=6, b=3):", "    return -a + b ** 2 // 4 + (a * b - ~a) + 1")),
    ("branches", "(1, True, True)", (
        "def f(a=1, b=0):",
        "    x = a and b or a",
        "    y = 0 < a < 5",
        "    return (x, y, not b) if a is not None and b in (0, 2) else None",
    )),
    ("loops", "0", (
        "def f():",
        "    n = 0",
        "    for i in range(5):",
        "        if i == 1:",
        "            continue",
        "        if i == 3:",
        "            break",
        "        n += i",
        "    else:",
        "        n = 99",
        "    while n:",
        "        n -= 1",
        "    return n",
    )),
    ("nested loops", "'b'", (
        "def f():",
        "    for i in (1, 2):",
        "        for j in 'ab':",
        "            pass",
        "    return j",
    )),
    ("calls", "2", (
        "def g(*a, k=1, **kw):",
        "    return len(a)",
        "def f():",
        "    xs = [3, 1]",
        "    xs.sort(reverse=True)",
        "    print(g(1, *xs, k=2, **{'z': 3}), file=None)",
        "    return xs.index(1) + g(1, k=5)",
    )),
    ("containers", "({'m': 2, 'n': [2]}, {1, 2}, [3, 3, 1], 3)", (
        "def f():",
        "    a, *b = [1, 2, 3]",
        "    d = {'k': a, **{'m': 2}}",
        "    s = {a, 2}",
        "    t = [*b, a]",
        "    d['n'] = t[0:1]",
        "    del d['k']",
        "    t[0] += 1",
        "    return d, s, t, b[-1]",
    )),
    ("closures", "8", (
        "def f(x=1):",
        "    y = 2",
        "    def g():",
        "        nonlocal y",
        "        y += x",
        "        return y",
        "    g()",
        "    return g() + y",
    )),
    ("comprehensions", "([3, 6], {0: 'a'}, 9)", (
        "def f(n=3):",
        "    a = [i * n for i in range(n) if i]",
        "    return a, {k: v for k, v in enumerate('a')}, sum(i for i in a)",
    )),
    ("iterators", "10", (
        "def g():",
        "    yield 1",
        "class I:",
        "    n = 0",
        "    def __iter__(self):",
        "        return self",
        "    def __next__(self):",
        "        self.n += 1",
        "        if self.n > 2:",
        "            raise StopIteration",
        "        return self.n",
        "def f():",
        "    t = 0",
        "    for x in g():",
        "        t += x",
        "    for k, v in {'a': 2}.items():",
        "        t += v",
        "    for x in I():",
        "        t += x",
        "    for x in [4]:",
        "        t += x",
        "    return t",
    )),
    ("classes", "2", (
        "class A:",
        "    def m(self):",
        "        return 1",
        "class B(A):",
        "    def m(self):",
        "        return super().m() + 1",
        "def f():",
        "    b = B()",
        "    b.y = b.m()",
        "    return b.y",
    )),
    ("imports", "'b3'", (
        "def f():",
        "    import os.path as p, math",
        "    from math import pi, floor",
        "    global G",
        "    G = floor(pi)",
        "    return p.basename('a/b') + str(G)",
    )),
    ("text", "\"'Ada' 03\"", ("def f(x=3, name='Ada'):", "    return f'{name!r} {x:02d}'")),
    ("a long function", "100.5", (
        "def f(x=0):",
        "    y = 99.5",
        "    if x:",
        *("        x = x + {0}.5 * {0}.25 - a{0}".format(number) for number in range(300)),
        "    y = y + 1",
        "    return y",
    )),
    ("no return", "None", ("def f(a=1):", "    b = a", "    del a")),
    ("recursion", "2", ("def f(n=3):", "    return n if n < 2 else f(n - 1) + f(n - 2)")),
)  # fmt: skip


@pytest.mark.parametrize(("name", "returned", "lines"), WORKS, ids=[name for name, _, _ in WORKS])
def test_a_trace_ends_with_what_the_function_returns(
    runner: Runner, module: MakeExample, name: str, returned: str, lines: Tuple[str, ...]
) -> None:
    found = trace(runner, program_of(module, *lines, "print('noise')", "assert f() is not f"))
    assert found.returned == returned
    last = found.steps[-1]
    assert last.instruction.startswith("RETURN_")
    assert last.stack in ((returned,), ())
    assert bool(last.stack) == (not last.instruction.startswith("RETURN_CONST"))
    assert found.steps[0].stack == ()


def test_the_operands_stand_on_the_stack_the_bottom_first(runner: Runner, module: MakeExample) -> None:
    found = trace(runner, program_of(module, "def f(a, b):", "    c = a", "    return c - b * 2", "f(7, 3)"))
    assert (found.function, found.arguments, found.returned) == ("f", ("a=7", "b=3"), "1")
    arithmetic = [step.stack for step in found.steps if step.instruction.startswith("BINARY_")]
    assert arithmetic == [("7", "3", "2"), ("7", "6")]
    assert found.steps[0].locals == ("a=7", "b=3")
    assert found.steps[-1].locals == ("a=7", "b=3", "c=7")
    assert (found.steps[0].line, found.steps[0].source) == (2, "c = a")


def test_a_loop_jumps_to_its_label(runner: Runner, module: MakeExample) -> None:
    found = trace(runner, program_of(module, "def f():", "    for x in 'ab':", "        pass", "f()"))
    loop = [step for step in found.steps if step.instruction.startswith("FOR_ITER to L")]
    assert [step.label for step in loop] == ["L1"] * 3
    assert [step.instruction for step in found.steps if step.instruction.endswith(" to L1")]
    pushed = [step.stack[-1] for step in found.steps if step.instruction.startswith("STORE_FAST")]
    assert pushed == ["'a'", "'b'"]


def test_a_call_pushes_null_from_3_11_on(runner: Runner, module: MakeExample) -> None:
    found = trace(runner, program_of(module, "def f():", "    return len('abc')", "f()"))
    call = [step for step in found.steps if step.instruction.startswith("CALL")][-1]
    expected = {"<built-in len>", "'abc'"} | ({"NULL"} if sys.version_info >= (3, 11) else set())
    assert set(call.stack) == expected


def test_only_the_first_call_is_traced_and_nothing_that_it_calls(runner: Runner, module: MakeExample) -> None:
    lines = ("def f(n):", "    return n and f(n - 1)", "f(1)", "f(5)")
    found = trace(runner, program_of(module, *lines))
    assert found.arguments == ("n=1",)
    assert {step.locals for step in found.steps} == {("n=1",)}


def test_the_program_runs_as_the_example_does(runner: Runner, module: MakeExample) -> None:
    lines = ("import os, sys", "def f(*words):", "    return words, os.environ['COLOUR'], os.listdir('.')")
    text = [*lines, "assert __name__ == '__main__'", "f(*sys.argv, input())", ""]
    text += ["# book: command COLOUR=red python a_program.py here", "# book: input typed", "# book: trace f"]
    program = trace_of(module(*text))
    assert program is not None
    returned = trace(runner, program).returned
    assert returned == "(('a_program.py', 'here', 'typed'), 'red', ['a_program.py'])"


def test_a_trace_is_the_same_in_every_run(runner: Runner, module: MakeExample) -> None:
    lines = (
        "class C:",
        "    pass",
        "def f():",
        "    xs = [C(), object(), f, {'a', 'b', 'c'}, iter([])]",
        "    return xs",
    )
    program = program_of(module, *lines, "f()")
    first, second = (runner.run(program, Surroundings(seed)) for seed in (1, 2))
    assert first == second
    assert " 0x" not in first.steps[0].output
    assert (
        parse_trace(first.steps[0].output).returned == "[<C>, <object>, <function f>, {'a', 'b', 'c'}, <list_iterator>]"
    )


REFUSED = (
    ("f is a generator or a coroutine", ("def f():", "    yield 1", "list(f())")),
    ("f ends with an exception", ("def f():", "    raise ValueError", "f()")),
    ("it runs more than 200 instructions", ("def f():", "    for i in range(100): pass", "f()")),
    ("f is not called", ("def f():", "    pass",)),
    ("f was not called before the program ended with KeyError", ("def f():", "    pass", "raise KeyError(1)")),
    ("f was not called before the program ended with SystemExit", ("def f():", "    pass", "raise SystemExit(0)")),
)  # fmt: skip


@pytest.mark.parametrize(("words", "lines"), REFUSED, ids=[words for words, _ in REFUSED])
def test_what_cannot_be_traced_is_refused(
    runner: Runner, module: MakeExample, words: str, lines: Tuple[str, ...]
) -> None:
    said = refusal(runner, program_of(module, *lines))
    assert "cannot be traced: " + words in said
    assert "name another function" in said


def test_a_caught_exception_is_refused(runner: Runner, module: MakeExample) -> None:
    lines = ("def f():", "    try:", "        return 1 / 0", "    except ZeroDivisionError:", "        return 3", "f()")
    assert re.search("cannot be traced: .* (exception|is not followed)", refusal(runner, program_of(module, *lines)))


def test_a_program_that_swallows_every_exception_cannot_hide_a_failure(runner: Runner, module: MakeExample) -> None:
    lines = ("def f():", "    for i in range(100): pass", "try:", "    f()", "except BaseException:", "    pass")
    assert "more than 200 instructions" in refusal(runner, program_of(module, *lines))


DECLARED = (
    ("made/a_program has no function 'g' to trace", ("# book: trace g",)),
    ("line 4 names a function already", ("# book: trace f", "# book: trace f")),
    ("runs a command that cannot be traced", ("# book: command python -m a_program", "# book: trace f")),
    ("has no function '' to trace", ("# book: trace",)),
)


@pytest.mark.parametrize(("words", "declaration"), DECLARED, ids=[words for words, _ in DECLARED])
def test_a_declaration_that_names_no_function_is_refused(
    module: MakeExample, words: str, declaration: Tuple[str, ...]
) -> None:
    with pytest.raises(BookError) as caught:
        trace_of(module("def f():", "    pass", "", *declaration))
    assert words in str(caught.value)
    assert caught.value.line == 3 + len(declaration)
    assert caught.value.path is not None
    assert caught.value.path.name == "a_program.py"


def test_a_function_that_is_defined_twice_is_refused(module: MakeExample) -> None:
    with pytest.raises(BookError, match="defines the function 'f' more than once"):
        program_of(module, "def f():", "    pass", "def f():", "    pass")


def test_the_digest_of_a_trace_is_of_the_program_and_the_function(module: MakeExample) -> None:
    lines = ("def f():", "    pass", "def g():", "    pass", "")
    example = module(*lines[:-1])
    traced = module(*lines, "# book: trace f")
    assert trace_of(example) is None
    assert traced.digest == example.digest
    digests = []
    for declaration in (["# book: trace f"], ["# book: trace g"], ["# book: timeout 9", "# book: trace f"]):
        program = trace_of(module(*lines, *declaration))
        assert program is not None
        digests.append(program.digest)
    assert digests[0] == digests[2] != digests[1]


@pytest.fixture
def traced(book: Book) -> Book:
    """The small book with a trace declared and shown, not recorded."""
    path = book.examples["basics/say_hello"].path
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\n# book: trace greet\n", encoding="utf-8")
    edit(book.docs / "values.md", "# Values\n", "# Values\n\n```{trace} basics/say_hello\n:caption: Steps\n```\n")
    return Book(book.root)


def test_a_trace_is_recorded_and_checked_as_an_example_is(traced: Book, runner: Runner) -> None:
    program = traced.traces["basics/say_hello"]
    assert program.name == "basics/say_hello.trace"
    assert traced.recording_path(program.name) == traced.recordings / "basics" / "say_hello.trace.txt"
    assert record(traced, program, runner)
    assert not record(traced, program, runner)
    check_program(traced, program, runner)
    edit(traced.examples_root / "basics" / "say_hello.py", '"Ada"', '"Eve"')
    changed = Book(traced.root)
    with pytest.raises(BookError, match=r"basics/say_hello\.trace has changed since it was recorded"):
        check_program(changed, changed.traces["basics/say_hello"], runner)


def test_to_record_an_example_records_its_trace(
    traced: Book, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(traced.root)
    assert cli.main(["record", "basics/say_hello"]) == 0
    assert str(Path("recordings", "basics", "say_hello.trace.txt")) in capsys.readouterr().out
    assert cli.main(["show", "basics/say_hello.trace"]) == 0
    assert "call   greet(name='Ada')" in capsys.readouterr().out


def test_the_tracer_leaves_the_engines_folder_as_it_is(runner: Runner, tmp_path: Path) -> None:
    engine = tmp_path / "src" / "bookcheck"
    shutil.copytree(str(ROOT / "src" / "bookcheck"), str(engine), ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "a_program.py").write_text("import sys\ndef f():\n    return sys.dont_write_bytecode\nf()\n")
    command = [str(runner.interpreter), str(engine / "tracing" / "__main__.py"), "a_program.py", "f"]
    traced = subprocess.run(command, cwd=str(tmp_path), env={"PATH": os.defpath}, stdout=subprocess.PIPE)
    assert traced.returncode == 0
    assert b"False" in traced.stdout, "the program is told nothing of it"
    assert list(tmp_path.rglob("*.pyc")) == []
