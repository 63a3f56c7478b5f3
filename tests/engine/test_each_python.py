"""One command goes to every Python, goes on when one is missing, and ends with one table."""

import sys
from pathlib import Path
from typing import Dict, List, Tuple

import pytest

from bookcheck.errors import BookError
from bookcheck.pythons import each_python
from bookcheck.pythons.each_python import call, on_each
from bookcheck.pythons.environments import Environment
from bookcheck.pythons.interpreters import Interpreter
from bookcheck.pythons.processes import Ended
from bookcheck.pythons.python import Python
from bookcheck.pythons.results import Result, load, missing, read_report, save, table

PYTHONS = (Python("3.98", "3.98.4"), Python("3.99", "3.99.1"))
KEPT = Python("3.97", "3.97.9", kept=True)
REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


class Fakes:
    """Interpreters that are one script, which notes its calls; those of ``missing`` are not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.missing: List[str] = []
        self.script("echo what it printed")

    def script(self, body: str) -> None:
        path = self.folder / "env" / "bin" / "python"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('#!/bin/sh\necho "$@" >> calls\n' + body + "\n", encoding="utf-8")
        path.chmod(0o755)

    def __call__(self, root: Path, python: Python) -> Interpreter:
        if python.tag in self.missing:
            raise BookError("Python {} is missing on this machine".format(python.tag), fix="uv python install it")
        return Interpreter(self.folder / "env/bin/python", python.tag, "3.98.4" if python.tag == "3.98" else "3.99.2")

    def calls(self) -> List[str]:
        return (self.folder / "calls").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def fakes(tmp_path: Path) -> Fakes:
    return Fakes(tmp_path)


def rows(out: str) -> Dict[str, Tuple[str, ...]]:
    """Return the rows of the last table by their first cell: release, passed, failed, skipped, result."""
    lines = out.rstrip().splitlines()
    header = max(index for index, line in enumerate(lines) if line.startswith("job "))
    cells = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines[header + 1 : -2]]
    return {row[0]: (*row[1:5], row[-1]) for row in cells}


def test_a_command_runs_on_each_python_and_the_table_sums_up(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert on_each(tmp_path, PYTHONS, ["record", "a/b"], [KEPT], fakes) == 0
    assert fakes.calls() == ["-m bookcheck record a/b"] * 2
    out = capsys.readouterr().out
    assert rows(out) == {
        "3.98": ("3.98.4", "1", "0", "0", "passed"),
        "3.99": ("3.99.2, not 3.99.1", "1", "0", "0", "passed"),
        "3.97": ("–", "0", "0", "1", "kept as recorded, not run"),
    }
    assert out.splitlines()[-1] == "2 passed, 0 failed"
    assert (tmp_path / "build/logs/3.98.txt").read_text(encoding="utf-8") == "what it printed\n"


def test_a_failure_shows_what_was_printed_and_ends_with_status_1(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.script("echo what it printed; exit 3")
    assert on_each(tmp_path, PYTHONS[:1], ["record"], [], fakes) == 1
    out = capsys.readouterr().out
    assert "--- 3.98: failed; build/logs/3.98.txt\nwhat it printed\n" in out
    assert out.splitlines()[-1] == "0 passed, 1 failed"


def test_a_missing_python_fails_by_name_and_the_others_run(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.missing = ["3.98"]
    assert on_each(tmp_path, PYTHONS, ["record"], [], fakes) == 1
    out = capsys.readouterr().out
    assert "Python 3.98 is missing on this machine\n  fix:      uv python install it\n" in out
    assert {name: row[-1] for name, row in rows(out).items()} == {"3.98": "missing", "3.99": "passed"}


def test_call_returns_the_exit_status_of_the_command(
    fakes: Fakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.script("exit 7")
    monkeypatch.setattr(each_python, "locate", fakes)
    assert call(tmp_path, PYTHONS[0], ["run", "a/b"]) == 7


class Nox:
    """A nox that is a script: it leaves a result for the session 3.98 alone, and notes how it was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        result = folder / "build" / "logs" / "3.98.json"
        self.path = folder / "nox-env" / "bin" / "python"
        self.path.parent.mkdir(parents=True)
        lines = ["#!/bin/sh", 'echo "$V: $@" > asked']
        lines += ["cat > {} <<'EOF'".format(result), '{"name": "3.98", "release": "3.98.4", "passed": 2}', "EOF"]
        self.path.write_text("\n".join([*lines, "exit 0"]) + "\n", encoding="utf-8")
        self.path.chmod(0o755)

    def __call__(self, root: Path) -> Environment:
        return Environment(self.folder / "nox-env", Interpreter(Path(sys.executable), "3.14", "3.14.0"))

    def asked(self) -> str:
        return (self.folder / "asked").read_text(encoding="utf-8").strip()


@pytest.fixture
def nox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nox:
    (tmp_path / "build" / "logs").mkdir(parents=True)
    fake = Nox(tmp_path)
    monkeypatch.setattr(each_python, "nox_environment", fake)
    monkeypatch.setattr(each_python, "_workers", lambda: 2)
    return fake


def test_nox_runs_the_sessions_and_the_table_is_of_what_each_left(
    nox: Nox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert each_python.test(tmp_path, ["3.98"], [KEPT], ["-k", "word"]) == 0
    assert nox.asked() == "3.98: -m nox --parallel 2 --sessions 3.98 -- -k word"
    assert rows(capsys.readouterr().out) == {
        "3.98": ("3.98.4", "2", "0", "0", "passed"),
        "3.97": ("–", "0", "0", "1", "kept as recorded, not run"),
    }


def test_a_session_that_left_no_result_failed_even_with_an_old_one_there(
    nox: Nox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(Result("3.99", "3.99.1", passed=3), tmp_path / "build" / "logs")
    assert each_python.test(tmp_path, ["3.98", "3.99"], [], []) == 1
    out = capsys.readouterr().out
    assert rows(out)["3.99"] == ("–", "0", "1", "0", "not run")
    assert out.splitlines()[-1] == "2 passed, 1 failed"


def test_the_session_that_took_longest_the_last_time_starts_first(nox: Nox, tmp_path: Path) -> None:
    each_python.test(tmp_path, ["3.99", "site"], [], [])
    assert nox.asked() == "3.99 site: -m nox --parallel 2 --sessions site 3.99"
    logs = tmp_path / "build" / "logs"
    save(Result("3.99", "3.99.1", wall=90.0), logs)
    save(Result("site", "3.14.0", wall=80.0), logs)
    each_python.test(tmp_path, ["3.99", "site"], [], [])
    assert nox.asked().endswith("--sessions 3.99 site")


@pytest.mark.parametrize("text", ["", "[]", '{"name": "3.98"', '{"names": "3.98"}'])
def test_a_broken_result_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "3.98.json").write_text(text, encoding="utf-8")
    assert load("3.98", tmp_path) is None


def test_a_result_is_read_as_it_was_written(tmp_path: Path) -> None:
    result = Result("3.98", "3.98.4, not 3.98.5", "failed", 1, 2, 3, 4.5, 6.5)
    save(result, tmp_path)
    assert load("3.98", tmp_path) == result


def written(folder: Path, text: str) -> Path:
    path = folder / "report.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_report_gives_the_counts_and_an_error_counts_as_a_failure(tmp_path: Path) -> None:
    assert read_report(written(tmp_path, REPORT.format(10, 1, 2, 3))) == (4, 3, 3)


@pytest.mark.parametrize("text", ["", "<testsuites><testsuite", "no xml"])
def test_a_broken_report_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="no whole report"):
        read_report(written(tmp_path, text))


def test_a_result_adds_up_its_commands_until_one_fails(tmp_path: Path) -> None:
    report = written(tmp_path, REPORT.format(10, 0, 0, 2))
    result = Result("site", "3.14.0").after(Ended("passed", 2.0, 1.0)).after(Ended("passed", 3.0, 2.5), report)
    assert result == Result("site", "3.14.0", "passed", 9, 0, 2, 5.0, 3.5)
    assert result.after(Ended("failed", 1.0, 0.5)) == Result("site", "3.14.0", "failed", 9, 1, 2, 6.0, 4.0)


@pytest.mark.parametrize(
    ("outcome", "text", "after"),
    [
        ("failed", REPORT.format(10, 0, 0, 0), ("failed", 10, 1)),
        ("failed", REPORT.format(10, 2, 0, 0), ("failed", 8, 2)),
        ("passed", REPORT.format(10, 2, 0, 0), ("failed", 8, 2)),
        ("passed", "", ("failed", 0, 1)),
        ("stopped after 2400 s", "", ("stopped after 2400 s", 0, 1)),
    ],
)
def test_a_command_that_failed_or_owes_a_report_fails_the_job(
    tmp_path: Path, outcome: str, text: str, after: Tuple[str, int, int]
) -> None:
    result = Result("3.98", "3.98.4").after(Ended(outcome, 1.0, 1.0), written(tmp_path, text))
    assert (result.outcome, result.passed, result.failed) == after


def test_the_table_is_aligned_and_ends_with_the_sums() -> None:
    results = [
        Result("3.8", "3.8.18", "passed", 412, 0, 3, 9.06, 8.4),
        Result("3.13t", "3.13.15", "failed", 9, 11, 0, 12.0, 10.25),
        missing("3.15"),
    ]
    assert table(results).splitlines() == [
        "job    Python   passed  failed  skipped    wall     CPU  result",
        "3.8    3.8.18      412       0        3   9.1 s   8.4 s  passed",
        "3.13t  3.13.15       9      11        0  12.0 s  10.2 s  failed",
        "3.15   –             0       1        0                  missing",
        "",
        "421 passed, 12 failed",
    ]
