"""Running a program: it sees nothing of its caller, and whatever it does ends in an outcome or a clear error."""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Iterator, List, Optional

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example, read_folder
from bookcheck.programs.runner import Outcome, Runner
from bookcheck.programs.surroundings import Surroundings
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_tag
from tests.small_book import MakeExample, shown_library

HOSTILE = {
    "FORCE_COLOR": "1",
    "PYTHON_COLORS": "1",
    "PYTHONWARNINGS": "error",
    "PYTHONOPTIMIZE": "2",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONSTARTUP": "/nowhere",
    "PYTHONPATH": "/nowhere",
    "PYTHONUTF8": "0",
    "PYTHONIOENCODING": "ascii",
    "PYTHONHASHSEED": "7",
    "COLUMNS": "20",
    "LINES": "5",
    "LC_ALL": "C",
    "LANG": "C",
    "TERM": "xterm-256color",
    "NO_COLOR": "1",
    "VIRTUAL_ENV": "/nowhere",
    "SECRET": "of the caller",
}

KEPT = ("HOME", "LC_ALL", "PATH", "PYTHONHASHSEED", "PYTHONUNBUFFERED")


def output(outcome: Outcome) -> str:
    (step,) = outcome.steps
    return step.output


def mistake(runner: Runner, example: Example) -> BookError:
    with pytest.raises(BookError) as caught:
        runner.run(example)
    assert caught.value.path == example.path
    assert "{}: `{}` on Python {}".format(
        caught.value.problem.partition(":")[0], example.declaration.commands[-1].text, running_tag()
    ) in str(caught.value)
    return caught.value


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Programs run below a folder of the test's own, which must be empty when the test ends."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == [], "nothing may be left behind"


def ends(file: Path) -> bool:
    """Whether the process whose number is in ``file`` ends; it may take a moment to."""
    deadline = time.monotonic() + 5
    while is_running(int(file.read_text())):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path("/proc/{}/stat".format(pid))
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def test_nothing_of_the_callers_environment_reaches_a_program(
    runner: Runner, module: MakeExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = module(
        '"""Print all that an environment can change."""',
        "import locale, os, shutil, sys, warnings",
        "print(sorted(name for name in os.environ if name not in ('LC_CTYPE',)))",
        "print(sys.flags, sys.warnoptions, sys.dont_write_bytecode, hash('a'))",
        "print(sys.stdout.encoding, sys.stdin.encoding, locale.getpreferredencoding(False))",
        "print(shutil.get_terminal_size(), sys.path, os.getcwd(), sys.argv)",
        "assert __debug__",
    )
    for name in HOSTILE:
        monkeypatch.delenv(name, raising=False)
    clean = output(runner.run(example))
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    assert output(runner.run(example)) == clean
    assert clean.split("\n")[0] == str(sorted([*KEPT, *(["PYTHON_JIT"] if runner.python.jit else [])]))
    assert "SECRET" not in clean
    assert "utf-8" in clean.lower()


def test_what_is_written_is_utf8_and_the_folder_is_shown_as_home(runner: Runner, module: MakeExample) -> None:
    example = module('"""Say where."""', "import os", "print('é → 🐍', os.getcwd(), os.path.expanduser('~'), __file__)")
    assert output(runner.run(example)).split()[2:4] == ["🐍", "/home/you"]
    assert str(Path("/home/you")) in output(runner.run(example))


def test_a_traceback_names_the_file_as_a_reader_has_it(runner: Runner, module: MakeExample) -> None:
    example = module('"""Fail."""', "import json", "json.loads('{')", "# book: raises JSONDecodeError")
    text = output(runner.run(example))
    shown = "a_program.py" if sys.version_info < (3, 9) else "/home/you/a_program.py"
    assert 'File "{}", line 3, in <module>'.format(shown) in text
    assert 'File "{}/json/__init__.py"'.format(shown_library()) in text


def test_a_program_runs_alone_in_its_folder(runner: Runner, module: MakeExample) -> None:
    example = module('"""Look round."""', "import os", "print(os.listdir('.'))")
    assert output(runner.run(example)) == "['a_program.py']\n"


def test_stdout_and_stderr_keep_their_order(runner: Runner, module: MakeExample) -> None:
    example = module(
        '"""Write here and there."""',
        "import sys",
        "for number in range(50):",
        "    print(number, file=[sys.stdout, sys.stderr][number % 2], end=' ')",
    )
    assert output(runner.run(example)).split() == [str(number) for number in range(50)]


def test_a_program_may_write_nothing_at_all(runner: Runner, module: MakeExample) -> None:
    outcome = runner.run(module('"""Be silent."""'))
    assert [(step.output, step.status, step.exception) for step in outcome.steps] == [("", 0, None)]


def test_flags_modules_and_variables_are_as_the_command_says(runner: Runner, module: MakeExample) -> None:
    example = module(
        '"""Say how it was called."""',
        "import os, sys",
        "print(sys.flags.optimize, os.environ.get('GREETING'), sys.argv[1:], __spec__ and __spec__.name)",
        "# book: command GREETING='hello you' python -OO a_program.py one 'two three'",
        "# book: command python -m a_program",
    )
    first, second = runner.run(example).steps
    assert first.output == "2 hello you ['one', 'two three'] None\n"
    assert second.output == "0 None [] a_program\n"
    assert second.command == "python -m a_program"


def test_the_commands_of_an_example_share_one_folder_and_its_cache(runner: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "two_commands"
    folder.mkdir()
    (folder / "main.py").write_text(
        '"""Two commands."""\nimport helper, pathlib\n'
        "print(sorted(path.name.split('.')[0] for path in pathlib.Path('__pycache__').iterdir()))\n"
        "# book: command python main.py\n# book: command python -m main\n"
    )
    (folder / "helper.py").write_text("")
    outputs = [step.output for step in runner.run(read_folder(folder, "made/two_commands")).steps]
    assert outputs == ["['helper']\n", "['helper', 'main']\n"]


def test_input_comes_from_a_file_of_the_program_or_as_if_typed(runner: Runner, small_book: Book) -> None:
    first, second = runner.run(small_book.examples["basics/count_words"]).steps
    assert (first.output, second.output) == ("7 words\n", "3 words\n")


def test_without_input_standard_input_is_at_its_end(runner: Runner, module: MakeExample) -> None:
    assert (
        output(runner.run(module('"""Read."""', "print(repr(input.__name__), open(0).read() == '')")))
        == "'input' True\n"
    )


def test_a_program_need_not_read_what_is_typed(runner: Runner, module: MakeExample) -> None:
    assert (
        output(runner.run(module('"""Do not read."""', "print('done')", "# book: input " + "x" * 200000))) == "done\n"
    )


def test_two_hash_seeds_are_two_orders(runner: Runner, module: MakeExample) -> None:
    example = module('"""Hash."""', "print(hash('nutshell'))")
    assert runner.run(example, Surroundings(1)) == runner.run(example, Surroundings(1))
    assert runner.run(example, Surroundings(1)) != runner.run(example, Surroundings(2))


@pytest.mark.parametrize(
    ("statement", "ending", "status", "exception"),
    [
        ("raise ValueError('no')", "raises ValueError", 1, "ValueError"),
        ("raise ValueError", "raises ValueError", 1, "ValueError"),
        ("import json; json.loads('{')", "raises JSONDecodeError", 1, "JSONDecodeError"),
        ("exec('x = = 1')", "raises SyntaxError", 1, "SyntaxError"),
        ("raise SystemExit(3)", "exit 3", 3, None),
        ("raise SystemExit('sorry')", "exit 1", 1, None),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "exit -15", -15, None),
    ],
)
def test_a_declared_ending_is_part_of_the_outcome(
    runner: Runner, module: MakeExample, statement: str, ending: str, status: int, exception: Optional[str]
) -> None:
    (step,) = runner.run(module('"""End."""', statement, "# book: " + ending)).steps
    assert (step.status, step.exception) == (status, exception)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="exception groups are new in 3.11")
def test_a_group_of_exceptions_is_an_exception(runner: Runner, module: MakeExample) -> None:
    example = module('"""End."""', "raise ExceptionGroup('two', [ValueError(1)])", "# book: raises ExceptionGroup")
    assert runner.run(example).steps[0].exception == "ExceptionGroup"


@pytest.mark.parametrize(
    ("statement", "endings", "expected", "found"),
    [
        ("1 / 0", [], "exit status 0", "exit status 1\nTraceback"),
        ("1 / 0", ["raises ValueError"], "exit status 1 with ValueError", "ZeroDivisionError: division by zero"),
        (
            "print('ValueError: no')",
            ["raises ValueError"],
            "exit status 1 with ValueError",
            "exit status 0\nValueError",
        ),
        ("raise SystemExit(3)", [], "exit status 0", "exit status 3"),
        ("raise SystemExit(3)", ["exit 4"], "exit status 4", "exit status 3"),
        ("raise SystemExit(1)", ["raises SystemExit"], "exit status 1 with SystemExit", "exit status 1"),
        ("pass", ["exit 1"], "exit status 1", "exit status 0"),
        ("import os; os.kill(os.getpid(), 9)", [], "exit status 0", "exit status -9 (killed by SIGKILL)"),
        ("import os; os.abort()", [], "exit status 0", "(killed by SIGABRT)"),
        ("import signal; signal.raise_signal(40)", [], "exit status 0", "exit status -40 (killed by signal 40)"),
    ],
)
def test_an_ending_that_was_not_declared_is_a_mistake(
    runner: Runner, module: MakeExample, statement: str, endings: List[str], expected: str, found: str
) -> None:
    error = mistake(runner, module('"""End."""', statement, *("# book: " + ending for ending in endings)))
    assert "ended otherwise than declared" in error.problem
    assert error.expected == expected
    assert error.found is not None
    assert found in error.found


def test_a_syntax_error_of_the_program_itself_is_an_exception(runner: Runner, module: MakeExample) -> None:
    step = runner.run(module('"""Wrong."""', "x = = 1", "# book: raises SyntaxError")).steps[0]
    assert (step.status, step.exception) == (1, "SyntaxError")
    assert 'a_program.py", line 2' in step.output


@pytest.mark.parametrize(
    "statement",
    ["print('ValueError: no'); 1 / 0", "print('ValueError: no'); raise SystemExit(1)", "try: int('')\nfinally: 1 / 0"],
)
def test_another_exception_than_the_one_that_ends_the_program_is_not_enough(
    runner: Runner, module: MakeExample, statement: str
) -> None:
    example = module('"""Pretend."""', statement, "# book: raises ValueError")
    assert "ended otherwise" in mistake(runner, example).problem


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    runner: Runner, module: MakeExample, tmp_path: Path
) -> None:
    example = module(
        '"""Hang."""',
        "import subprocess, sys, time",
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
        "open({!r}, 'w').write(str(child.pid))".format(str(tmp_path / "pid")),
        "print('so far', flush=True)",
        "time.sleep(60)",
        "# book: timeout 0.5",
    )
    error = mistake(runner, example)
    assert "did not end within 0.5 seconds" in error.problem
    assert error.found == "it had written 7 bytes"
    assert "# book: timeout" in str(error.fix)
    assert ends(tmp_path / "pid")


def test_a_program_that_floods_is_ended_at_once(runner: Runner, module: MakeExample) -> None:
    example = module('"""Flood."""', "while True:", "    print('x' * 1000)")
    started = time.monotonic()
    error = mistake(Runner(runner.interpreter, runner.python, limit=20000), example)
    assert "wrote more than 20000 bytes" in error.problem
    assert time.monotonic() - started < 10


def test_a_program_that_floods_and_ends_is_a_mistake_too(runner: Runner, module: MakeExample) -> None:
    example = module('"""Flood."""', "print('x' * 20000)")
    assert "wrote more than 20000 bytes" in mistake(Runner(runner.interpreter, runner.python, 20000), example).problem


def test_as_much_as_the_limit_may_be_written(runner: Runner, module: MakeExample) -> None:
    example = module('"""Nearly flood."""', "print('x' * 19999)")
    assert len(output(Runner(runner.interpreter, runner.python, limit=20000).run(example))) == 20000


@pytest.mark.parametrize("streams", ["", ", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL"])
def test_a_child_left_running_is_found_and_ended(
    runner: Runner, module: MakeExample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, streams: str
) -> None:
    monkeypatch.setattr("bookcheck.programs.supervised.GRACE", 0.2)
    example = module(
        '"""Leave a child behind."""',
        "import subprocess, sys",
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']{})".format(streams),
        "open({!r}, 'w').write(str(child.pid))".format(str(tmp_path / "pid")),
    )
    error = mistake(runner, example)
    assert "left a process running" in error.problem
    assert ends(tmp_path / "pid")


def test_a_child_that_ended_was_not_left_running(
    runner: Runner, module: MakeExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "bookcheck.programs.supervised.GRACE", 0.2
    )  # its new parent may take longer to ask how it ended
    example = module(
        '"""Start a child and do not ask how it ended."""',
        "import os, subprocess, sys",
        "child = subprocess.Popen([sys.executable, '-c', 'print(1)'])",
        "os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)",
    )
    assert output(runner.run(example)) == "1\n"


def test_bytes_that_are_no_utf8_are_a_mistake_that_shows_them(runner: Runner, module: MakeExample) -> None:
    error = mistake(runner, module('"""Write bytes."""', r"import os; os.write(1, b'good \xff\xfe bad')"))
    assert "wrote bytes that are not UTF-8" in error.problem
    assert error.found == repr(b"\xff\xfe bad")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x08", "\x0c", "\x1b", "\x7f", "\r"])
def test_a_control_character_is_a_mistake(runner: Runner, module: MakeExample, character: str) -> None:
    error = mistake(runner, module('"""Control."""', "print('a' + {!r} + 'b')".format(character)))
    assert "wrote a control character" in error.problem
    assert error.found == repr("a" + character)


def test_tabs_and_windows_line_ends_are_no_control_characters(runner: Runner, module: MakeExample) -> None:
    assert output(runner.run(module('"""Tab."""', r"print('a\tb', end='\r\n')"))) == "a\tb\n"


def test_a_declared_rule_applies_to_what_was_written(runner: Runner, module: MakeExample) -> None:
    example = module('"""Address."""', "print(object())", "# book: normalize addresses: an object is shown")
    assert output(runner.run(example)) == "<object object at 0x…>\n"


def test_a_second_command_does_not_run_after_a_first_that_failed(
    runner: Runner, module: MakeExample, tmp_path: Path
) -> None:
    example = module(
        '"""Fail once."""',
        "import os, sys",
        "os.write(os.open({!r}, os.O_CREAT | os.O_APPEND | os.O_WRONLY), b'x')".format(str(tmp_path / "runs")),
        "sys.exit(5)",
        "# book: command python a_program.py",
        "# book: command python a_program.py",
    )
    assert "exit status 5" in str(mistake(runner, example).found)
    assert (tmp_path / "runs").read_text() == "x"


def test_a_program_is_ended_when_its_runner_is_interrupted(runner: Runner, module: MakeExample, tmp_path: Path) -> None:
    example = module(
        '"""Interrupt the one who waits."""',
        "import os, signal, time",
        "open({!r}, 'w').write(str(os.getpid()))".format(str(tmp_path / "pid")),
        "time.sleep(0.2)",  # till it does wait
        "os.kill({}, signal.SIGINT)".format(os.getpid()),
        "time.sleep(60)",
    )
    with pytest.raises(KeyboardInterrupt):
        runner.run(example)
    assert ends(tmp_path / "pid")


def test_the_jit_is_asked_for_on_a_python_of_the_list_that_has_it(runner: Runner, module: MakeExample) -> None:
    example = module('"""Environment."""', "import os; print(os.environ.get('PYTHON_JIT'))")
    assert output(Runner(runner.interpreter, Python("3.15+jit", "3.15.0")).run(example)) == "1\n"
    assert output(Runner(runner.interpreter, Python("3.15", "3.15.0")).run(example)) == "None\n"
