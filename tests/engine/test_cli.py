"""The command line: each command, what it prints for people and for programs, and how it fails."""

import errno
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Callable, List, Tuple

import pytest

from bookcheck.cli import main
from bookcheck.pages.book import Book, can_read_pages
from bookcheck.programs.runner import Runner
from bookcheck.pythons.each_python import SITE_SESSIONS
from bookcheck.pythons.interpreters import locate
from bookcheck.pythons.plain_environment import shown_paths
from bookcheck.pythons.python import span
from bookcheck.pythons.running import running_tag
from tests.small_book import EXAMPLES, MADE_UP, ROOT, edit, keep

COMMANDS = ("list", "show", "run", "copy", "record", "check", "matrix", "claims", "laws", "test")
Call = Callable[..., Tuple[int, str, str]]


@pytest.fixture
def call(in_book: Book, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line in the book's folder; return the exit status and what it wrote."""

    def run(*arguments: str) -> Tuple[int, str, str]:
        status = main(list(arguments))
        written = capsys.readouterr()
        return status, written.out, written.err

    return run


NOT_READ = "the pages were not read, because MyST-Parser is not installed here; read them with: make check\n"
"""What `check` says on a Python without it."""


def good(answer: Tuple[int, str, str]) -> str:
    status, out, err = answer
    assert (status, err) == (0, "")
    return out


def bad(answer: Tuple[int, str, str]) -> str:
    status, out, err = answer
    assert (status, out) == (1, "")
    return err


def parsed(answer: Tuple[int, str, str]) -> Any:
    return json.loads(good(answer))


def tags(project: Book) -> List[str]:
    return [python.tag for python in project.pythons]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    assert "usage: PYTHONPATH=src python3 -m bookcheck {}".format(command) in capsys.readouterr().out


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert all(re.search("(?m)^    {}( |$)".format(command), out) for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [[], ["lst"], ["show"], ["copy", "basics/say_hello"], ["list", "--jsn"], ["matrix", "x"], ["run", "a", "--python"]],
    ids=" ".join,
)
def test_a_bad_call_is_told_how_to_call_and_exits_with_2(
    arguments: List[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_outside_a_book_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["list"]) == 1
    assert "no book here" in capsys.readouterr().err


def test_it_works_in_any_folder_of_the_book(call: Call, in_book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(in_book.docs)
    assert len(good(call("list")).splitlines()) == 5


def test_list_shows_each_example_what_it_shows_and_where_it_runs_if_not_everywhere(call: Call, in_book: Book) -> None:
    lines = good(call("list")).splitlines()
    assert [line.split()[0] for line in lines] == list(EXAMPLES)
    assert lines[3] == "basics/say_hello       Say hello."
    somewhere = span([tag for tag in tags(in_book) if tag not in ("3.6", "3.7")], tags(in_book))
    assert lines[2].endswith("Find a long word, and say how long it is. [{}]".format(somewhere))


def test_list_for_a_program(call: Call, in_book: Book) -> None:
    rows = parsed(call("list", "--json"))
    assert [row["name"] for row in rows] == list(EXAMPLES)
    assert rows[0] == {
        "name": "basics/count_words",
        "path": "src/chapter_examples/basics/count_words",
        "pythons": tags(in_book),
        "shows": "Count the words of a text that comes on standard input.",
    }


def test_show_prints_the_program_and_what_it_wrote_on_each_python(call: Call, in_book: Book) -> None:
    out = good(call("show", "basics/which_python"))
    assert out.startswith('--- which_python.py\n"""Say which Python this is."""\n')
    assert "--- on 3.6\n$ python which_python.py\nPython 3.6\n--- on 3.7\n" in out
    assert out.count("--- on ") == len({python.base for python in in_book.pythons})


def test_show_prints_every_file_of_a_folder_and_how_a_command_ended(call: Call) -> None:
    out = good(call("show", "basics/count_words"))
    assert [line for line in out.splitlines() if line.startswith("--- ")][:3] == [
        "--- main.py",
        "--- counting.py",
        "--- poem.txt",
    ]
    assert "[exit status 1]" in good(call("show", "basics/divide_by_zero"))


def test_show_for_one_python(call: Call) -> None:
    out = good(call("show", "basics/which_python", "--python", "3.7"))
    assert out.count("--- on ") == 1
    assert out.endswith("Python 3.7\n")


def test_show_for_a_variant_shows_what_it_falls_back_on(call: Call, in_book: Book) -> None:
    with in_book.list.open("a") as stream:
        stream.write("3.6+jit 3.6.15\n")
    assert good(call("show", "basics/which_python", "--python", "3.6+jit")).endswith("Python 3.6\n")


def test_show_for_a_program(call: Call) -> None:
    shown = parsed(call("show", "basics/which_python", "--json", "--python", "3.7"))
    assert shown["name"] == "basics/which_python"
    assert list(shown["program"]) == ["which_python.py"]
    assert shown["outputs"] == [
        {
            "pythons": ["3.7"],
            "steps": [{"command": "python which_python.py", "output": "Python 3.7\n", "status": 0, "exception": None}],
        }
    ]


def test_show_says_why_an_example_is_not_for_a_python(call: Call) -> None:
    err = bad(call("show", "basics/longest_word", "--python", "3.7"))
    assert "basics/longest_word does not run on Python 3.7" in err
    assert "expected: >=3.8" in err
    assert "assignment expressions are new in 3.8" in err


@pytest.mark.parametrize("command", ["show", "run", "record", "check"])
def test_an_unknown_example_is_named_with_near_ones(call: Call, command: str) -> None:
    err = call(command, "basics/say_helo")[2]
    kind = "example or package" if command in ("record", "check") else "example"
    assert "there is no {} 'basics/say_helo'; did you mean basics/say_hello".format(kind) in err
    assert "fix:      PYTHONPATH=src python3 -m bookcheck list" in err


@pytest.mark.parametrize("arguments", [["show", "basics/say_hello"], ["run", "basics/say_hello"], ["record"], ["test"]])
def test_an_unknown_python_is_named_with_those_there_are(call: Call, arguments: List[str], in_book: Book) -> None:
    err = bad(call(*arguments, "--python", "3.77"))
    assert "pythons.txt: Python '3.77' is not in the list; did you mean 3.7" in err
    assert "one of " + " ".join(tags(in_book)) in err


def test_run_prints_what_the_example_writes(call: Call) -> None:
    assert good(call("run", "basics/say_hello")) == "Hello, Ada!\nHello, Grace!\n"


def test_run_names_the_commands_where_there_are_several(call: Call) -> None:
    assert good(call("run", "basics/count_words")) == (
        "$ python main.py < poem.txt\n7 words\n$ python -m main\n3 words\n"
    )


def test_run_of_an_example_that_must_fail_succeeds(call: Call) -> None:
    assert "ZeroDivisionError" in good(call("run", "basics/divide_by_zero"))


def test_run_says_why_an_example_is_not_for_this_python(call: Call, in_book: Book) -> None:
    path = in_book.examples["basics/longest_word"].path
    edit(path, ">=3.8: assignment", ">=3.99: assignment")
    assert "basics/longest_word does not run on Python {}".format(running_tag()) in bad(
        call("run", "basics/longest_word")
    )


def test_run_and_record_go_to_other_pythons(call: Call, in_book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: List[Any] = []

    def remember(root: Path, pythons: Any, *rest: Any) -> int:
        names = [python.tag for python in pythons] if isinstance(pythons, list) else pythons.tag
        asked.append((root, names, *rest))
        return 7

    for name in ("call", "on_each"):
        monkeypatch.setattr("bookcheck.pythons.each_python." + name, remember)
    assert call("run", "basics/say_hello", "--python", "3.6")[0] == 7
    assert call("record", "basics/say_hello", "--python", "3.6", "3.7")[0] == 7
    assert call("record", "--python", "all")[0] == 7
    assert asked == [
        (in_book.root, "3.6", ["run", "basics/say_hello"]),
        (in_book.root, ["3.6", "3.7"], ["record", "basics/say_hello"], [], locate),
        (in_book.root, tags(in_book), ["record"], [], locate),
    ]


def test_a_python_that_is_kept_is_left_out_of_a_recording_unless_it_is_named(
    call: Call, in_book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(in_book, "3.6")
    asked: List[List[str]] = []

    def remember(root: Path, pythons: Any, _: Any, left_out: Any, *rest: Any) -> int:
        asked.append([*(python.tag for python in pythons), "without", *(python.tag for python in left_out)])
        return 0

    monkeypatch.setattr("bookcheck.pythons.each_python.on_each", remember)
    assert call("record", "--python", "all")[0] == call("record", "--python", "3.6", "3.7")[0] == 0
    others = [tag for tag in tags(in_book) if tag != "3.6"]
    assert asked == [[*others, "without", "3.6"], ["3.6", "3.7", "without"]]


@pytest.mark.parametrize(
    ("arguments", "sessions", "left_out", "to_pytest"),
    [
        ([], ["ALL", *SITE_SESSIONS], ["3.6"], []),
        (["--python", "3.6"], ["3.6"], [], []),
        (["--python", "3.7.99"], ["3.7.99"], [], []),
        (["--python", "3.14"], ["3.14", *SITE_SESSIONS], [], []),
        (["--python", "lint", "3.7", "site"], ["3.7", "site", "lint"], [], []),
        (["--python", "3.7", "--", "-k", "word"], ["3.7"], [], ["-k", "word"]),
        (["--", "-k", "word"], ["ALL"], ["3.6"], ["-k", "word"]),
    ],
)
def test_test_runs_sessions_of_nox(
    call: Call,
    in_book: Book,
    monkeypatch: pytest.MonkeyPatch,
    arguments: List[str],
    sessions: List[str],
    left_out: List[str],
    to_pytest: List[str],
) -> None:
    keep(in_book, "3.6")
    if "3.14" in sessions and "3.14" not in tags(in_book):
        with in_book.list.open("a") as stream:
            stream.write("3.14 3.14.0\n")
    asked: List[Any] = []

    def remember(root: Path, names: List[str], without: Any, rest: List[str]) -> int:
        asked.append((names, [python.tag for python in without], rest))
        return 7

    monkeypatch.setattr("bookcheck.pythons.each_python.test", remember)
    assert call("test", *arguments)[0] == 7
    every = [tag for tag in tags(in_book) if tag != "3.6"]
    names = [name for session in sessions for name in (every if session == "ALL" else [session])]
    assert asked == [(names, left_out, to_pytest)]


def test_copy_writes_the_program_and_says_where_it_was_proved(call: Call, in_book: Book, tmp_path: Path) -> None:
    out = good(call("copy", "basics/longest_word", str(tmp_path / "new" / "words.py")))
    example = in_book.examples["basics/longest_word"]
    assert (tmp_path / "new" / "words.py").read_bytes() == example.files["longest_word.py"].data
    assert b"# book:" not in (tmp_path / "new" / "words.py").read_bytes()
    somewhere = span([tag for tag in tags(in_book) if tag not in ("3.6", "3.7")], tags(in_book))
    assert "checked on Python {}; code license 0BSD\n".format(somewhere) in out
    assert "run it: python longest_word.py\n" in out


def test_copy_writes_into_a_folder_under_the_examples_own_name(call: Call, tmp_path: Path) -> None:
    good(call("copy", "basics/say_hello", str(tmp_path)))
    assert (tmp_path / "say_hello.py").exists()


def test_copy_writes_a_program_of_several_files_as_a_folder_that_runs(
    call: Call, runner: Runner, tmp_path: Path
) -> None:
    out = good(call("copy", "basics/count_words", str(tmp_path / "count")))
    assert sorted(path.name for path in (tmp_path / "count").iterdir()) == ["counting.py", "main.py", "poem.txt"]
    assert out.count("run it: ") == 2
    with (tmp_path / "count" / "poem.txt").open() as poem:
        ran = subprocess.run([str(runner.interpreter), "main.py"], stdin=poem, cwd=str(tmp_path / "count"), stdout=-1)
    assert ran.stdout == b"7 words\n"


@pytest.mark.parametrize(
    ("name", "there"),
    [("basics/say_hello", "hello.py"), ("basics/say_hello", "say_hello.py"), ("basics/count_words", "count")],
)
def test_copy_never_writes_over_anything(call: Call, tmp_path: Path, name: str, there: str) -> None:
    if there == "count":
        (tmp_path / there).mkdir()
    else:
        (tmp_path / there).write_text("mine")
    destination = tmp_path if there == "say_hello.py" else tmp_path / there
    before = sorted(tmp_path.rglob("*"))
    err = bad(call("copy", name, str(destination)))
    assert "the destination exists already" in err
    assert str(tmp_path / there) in err
    assert sorted(tmp_path.rglob("*")) == before
    assert there == "count" or (tmp_path / there).read_text() == "mine"


def test_copy_says_if_a_program_is_proved_nowhere_yet(call: Call, in_book: Book, tmp_path: Path) -> None:
    edit(in_book.examples["basics/say_hello"].path, '"Ada"', '"Eve"')
    assert "checked on no Python yet" in good(call("copy", "basics/say_hello", str(tmp_path / "hello.py")))


def test_copy_of_what_is_not_recorded_writes_nothing(call: Call, in_book: Book, tmp_path: Path) -> None:
    in_book.recording_path("basics/say_hello").unlink()
    assert "has no recording" in bad(call("copy", "basics/say_hello", str(tmp_path / "hello.py")))
    assert not (tmp_path / "hello.py").exists()


def test_record_says_what_changed(call: Call, in_book: Book) -> None:
    assert good(call("record", "basics/say_hello")) == "Python {}: 0 of 1 recording changed\n".format(running_tag())
    edit(in_book.examples["basics/say_hello"].path, '"Ada"', '"Eve"')
    assert good(call("record", "basics/say_hello", "basics/claims")) == (
        "recordings/basics/say_hello.txt\nPython {}: 1 of 2 recordings changed\n".format(running_tag())
    )


def test_record_brings_the_metadata_in_line_with_the_list(call: Call, in_book: Book) -> None:
    path = in_book.root / "pyproject.toml"
    with path.open("a", encoding="utf-8") as stream:
        stream.write('[project]\nclassifiers = [\n    "Programming Language :: Python :: 3.6",\n]\n')
    assert good(call("record", "basics/say_hello")).splitlines()[0] == "pyproject.toml"
    for python in in_book.pythons:
        assert '"Programming Language :: Python :: {}",\n'.format(python.base) in path.read_text(encoding="utf-8")
    assert "pyproject.toml" not in good(call("record", "basics/say_hello"))


def test_record_goes_on_after_an_example_that_fails(call: Call, in_book: Book) -> None:
    edit(in_book.examples["basics/count_words"].path, '"words")', "1 / 0)")
    edit(in_book.examples["basics/say_hello"].path, '"Ada"', '"Eve"')
    status, out, err = call("record", "basics/count_words", "basics/say_hello")
    assert (status, out.splitlines()[0]) == (1, "recordings/basics/say_hello.txt")
    assert "src/chapter_examples/basics/count_words/main.py: basics/count_words ended otherwise" in err


@pytest.fixture
def without_myst(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a Python on which nothing is installed."""
    monkeypatch.setattr("bookcheck.cli.can_read_pages", lambda: False)
    monkeypatch.setattr("bookcheck.pages.book.can_read_pages", lambda: False)


@pytest.mark.usefixtures("without_myst")
def test_check_without_myst_checks_the_recordings_runs_programs_and_says_what_was_not_read(call: Call) -> None:
    status, out, err = call("check")
    assert status == 0
    assert out == "Python {}: 0 mistakes; 6 of 6 programs agree with their recordings\n".format(running_tag())
    assert err == ("the pages were not read, because MyST-Parser is not installed here; read them with: make check\n")


@pytest.mark.usefixtures("without_myst")
def test_check_without_myst_reports_a_claim_that_is_false_and_a_recording_that_was_changed(
    call: Call, in_book: Book
) -> None:
    edit(in_book.docs / "values.md", "{since}`3.8 <", "{since}`3.7 <")
    edit(in_book.recordings / "basics/say_hello.txt", "    Hello, Ada!", "    Hello, Ava!")
    status, out, err = call("check")
    assert (status, out) == (1, "Python {}: 2 mistakes; nothing was run\n".format(running_tag()))
    assert "docs/values.md:11: the claim “3.7+” of basics.assignment_expression" in err
    assert "the recording was changed by hand" in err


@pytest.mark.usefixtures("without_myst")
def test_what_must_read_pages_says_how_where_myst_is_not_installed(call: Call) -> None:
    status, _, err = call("check", "--no-run")
    assert status == 1
    assert "this Python cannot read the pages of the book" in err
    assert "fix:      make check" in err


def test_check_runs_every_example_and_reports_each_that_does_something_else(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {"words": "WORDS", "Hello": "Bye"}
    monkeypatch.setattr("bookcheck.programs.runner.shown_paths", lambda *places: {**shown_paths(*places), **changed})
    status, out, err = call("check")
    agree = "2 mistakes; 4 of 6 programs agree with their recordings"
    assert (status, out) == (1, "Python {}: {}\n".format(running_tag(), agree))
    assert err.count("what was recorded") == 2


def test_matrix_says_what_each_cell_is(call: Call, in_book: Book) -> None:
    example = in_book.examples["basics/say_hello"]
    edit(example.path, '"Ada"', '"Eve"')
    good(call("record", "basics/say_hello"))
    lines = good(call("matrix")).splitlines()
    assert lines[0].split() == tags(in_book)
    cells = {line.split()[0]: line.split()[1:] for line in lines[1:6]}
    assert cells["basics/which_python"] == ["✓"] * len(tags(in_book))
    assert cells["basics/divide_by_zero"] == ["ZeroDivi"] * len(tags(in_book))
    assert cells["basics/longest_word"][:3] == ["–1", "–1", "✓"]
    assert cells["basics/say_hello"][0] == "pending"
    assert "–1  assignment expressions are new in 3.8" in lines


def test_matrix_for_a_program(call: Call, in_book: Book) -> None:
    matrix = parsed(call("matrix", "--json"))
    assert matrix["pythons"] == {python.tag: python.release for python in in_book.pythons}
    assert matrix["cells"]["basics/longest_word"]["3.7"] == (
        "not for this Python: assignment expressions are new in 3.8"
    )
    assert matrix["cells"]["basics/longest_word"][running_tag()] == "output"
    assert set(matrix["cells"]["basics/divide_by_zero"].values()) == {"ZeroDivisionError"}
    assert sum(map(len, matrix["cells"].values())) == 5 * len(in_book.pythons)


def test_matrix_shows_a_python_that_joins_the_list_as_pending(call: Call, in_book: Book) -> None:
    with in_book.list.open("a") as stream:
        stream.write("3.99 3.99.1\n")
    cells = parsed(call("matrix", "--json"))["cells"]
    assert {row["3.99"] for row in cells.values()} == {"pending"}


def test_claims_shows_what_each_probe_answered(call: Call, in_book: Book) -> None:
    lines = good(call("claims")).splitlines()
    assert [line.split()[-1] for line in lines] == ["docs/programs.md:23", "docs/values.md:11", "docs/values.md:17"]
    assert lines[0].split()[:5] == ["3.7", "basics.clock_and_async", "·", "✓", "·"]
    assert lines[1].split()[:5] == ["3.8+", "basics.assignment_expression", "·", "·", "✓"]


def test_claims_for_a_program(call: Call, in_book: Book) -> None:
    rows = parsed(call("claims", "--json"))
    assert len(rows) == 3
    assert rows[0]["claim"] == "3.7"
    assert [rows[0]["answers"][python.tag] for python in MADE_UP[:2]] == ["False", "True"]
    assert list(rows[0]["answers"]) == tags(in_book)


def test_claims_without_a_probe_have_no_answer(call: Call, in_book: Book) -> None:
    edit(in_book.docs / "programs.md", "<basics.clock_and_async>", "<basic.clock_and_async>")
    assert set(parsed(call("claims", "--json"))[0]["answers"].values()) == {"nothing"}


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["show", "basics/say_hello"], ["run", "basics/say_hello"], ["check"], ["copy", "basics/say_hello", "?"]],
    ids=lambda words: words[0],
)
def test_a_readers_command_writes_nothing_into_a_tree_that_cannot_be_written(
    call: Call, in_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: List[str]
) -> None:
    shutil.rmtree(str(in_book.build), ignore_errors=True)
    # Permissions are no obstacle for root, who runs tests in containers; a file system that is read-only would be.
    allowed = os.access
    monkeypatch.setattr("os.access", lambda path, mode: str(in_book.root) not in str(path) and allowed(path, mode))
    folders = [in_book.root, *(path for path in in_book.root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        before = sorted(in_book.root.rglob("*"))
        status, _, err = call(*(word.replace("?", str(tmp_path / "hello.py")) for word in arguments))
        assert (status, err) == (0, NOT_READ if arguments == ["check"] and not can_read_pages() else "")
        assert sorted(in_book.root.rglob("*")) == before
    finally:
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.parametrize("command", [["record", "--python", "all"], ["test"]], ids=" ".join)
def test_what_goes_to_other_pythons_says_so_where_it_cannot_write(
    call: Call, in_book: Book, monkeypatch: pytest.MonkeyPatch, command: List[str]
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert "this clone cannot be written" in bad(call(*command))


@pytest.mark.parametrize("arguments", [["list"], ["show", "basics/say_hello"], ["run", "basics/say_hello"], ["check"]])
def test_variables_that_change_a_python_change_no_command(runner: Runner, book: Book, arguments: List[str]) -> None:
    junk = {
        "PYTHONWARNINGS": "error",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), "/junk"]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONOPTIMIZE": "1",
        "PYTHONHASHSEED": "7",
    }
    done = subprocess.run(
        [str(runner.interpreter), "-m", "bookcheck", *arguments],
        cwd=str(book.root),
        env={"PATH": os.defpath, **junk},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, NOT_READ if arguments == ["check"] else "")


def test_a_python_that_is_too_old_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    code = compile((ROOT / "src/bookcheck/__main__.py").read_text(encoding="utf-8"), "__main__.py", "exec")
    monkeypatch.setattr("sys.version_info", (3, 6, 15, "final", 0))
    monkeypatch.setattr("sys.argv", ["__main__.py", "run", "a/b"])
    with pytest.raises(SystemExit) as caught:
        exec(code, {"__name__": "__main__"})
    assert str(caught.value).splitlines() == [
        "bookcheck needs Python 3.8 or later, and this is 3.6",
        "  fix:      python3.14 -m bookcheck run a/b, or any other that is new enough",
    ]


def plain(runner: Any, book: Book, *arguments: str, **settings: Any) -> "subprocess.Popen[bytes]":
    """Start the command line on the plain interpreter, with nothing installed and a poor environment."""
    return subprocess.Popen(
        [str(runner.interpreter), "-m", "bookcheck", *arguments],
        cwd=str(book.root),
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **settings,
    )


def test_it_runs_with_nothing_installed_and_writes_utf8_whatever_the_locale(runner: Runner, small_book: Book) -> None:
    out, err = plain(runner, small_book, "matrix").communicate(timeout=60)
    assert err == b""
    assert "✓".encode() in out


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_a_reader_that_stops_reading_is_no_mistake(runner: Runner, small_book: Book) -> None:
    process = plain(runner, small_book, "matrix", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), err) == (0, b"")


def test_what_the_system_refuses_is_a_mistake_that_names_it(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_settings: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/book-x")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    err = bad(call("run", "basics/say_hello"))
    assert "/tmp/book-x: the system refused" in err
    assert "No space left on device" in err


def test_the_fix_for_windows_line_ends_runs_as_printed(call: Call, in_book: Book) -> None:
    folder = in_book.examples_root / "basics" / "a_folder"
    path = in_book.examples["basics/say_hello"].path
    good_text = path.read_bytes()
    for file in (path, folder / "it's.py"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(good_text.replace(b"\n", b"\r\n"))
    (folder / "main.py").write_bytes(good_text)
    for file in (folder / "it's.py", path):
        status, _, err = call("list")
        assert (status, "ends its lines with CR LF" in err) == (1, True)
        (command,) = (line.partition("fix:")[2].strip() for line in err.splitlines() if "fix:" in line)
        subprocess.run(command, shell=True, cwd=str(in_book.root), check=True)
        assert file.read_bytes() == good_text
    shutil.rmtree(str(folder))
    good(call("list"))


def test_show_compares_what_two_pythons_wrote(call: Call) -> None:
    assert good(call("show", "basics/which_python", "--diff", "3.6", "3.7")).splitlines()[-2:] == [
        "-Python 3.6",
        "+Python 3.7",
    ]
    assert good(call("show", "basics/say_hello", "--diff", "3.6", "3.7")) == "the same on 3.6 and 3.7\n"
