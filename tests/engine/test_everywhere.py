"""One call does the same on every Python, goes on when one is missing, and ends with one table."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Dict, List, Sequence, Tuple, Union

import pytest

from bookcheck.errors import BookError
from bookcheck.pythons import everywhere
from bookcheck.pythons.environments import Environment, Interpreter
from bookcheck.pythons.everywhere import SITE_JOBS, site_jobs, summary
from bookcheck.pythons.jobs import Counts, Result, Screen
from bookcheck.pythons.python import Python
from bookcheck.settings import read_settings
from tests.small_book import ROOT, write_settings

PYTHONS = (Python("3.98", "3.98.4"), Python("3.99", "3.99.1"))
KEPT = Python("3.97", "3.97.9", kept=True)
SITE_PYTHON = read_settings(ROOT).site_python
SITE = Python(SITE_PYTHON, SITE_PYTHON + ".0")


class Fakes:
    """Environments whose interpreter is a script; those of ``missing`` cannot be had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.missing: List[str] = []
        self.asked: List[str] = []
        self.pytest(passes=True)

    def pytest(self, passes: bool) -> None:
        report = '<testsuite tests=\\"3\\" failures=\\"{}\\" errors=\\"0\\" skipped=\\"1\\"/>'.format(
            0 if passes else 1
        )
        self.script(
            'for word in "$@"; do case $word in --junit-xml=*) echo "{}" > "${{word#*=}}" ;; esac; done\n'
            'echo "$@" >> calls; echo "what it printed"; exit {}'.format(report, 0 if passes else 1)
        )

    def script(self, body: str) -> None:
        path = self.folder / "env" / "bin" / "python"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n" + body + "\n", encoding="utf-8")
        path.chmod(0o755)

    def __call__(self, root: Path, python: Union[Python, str]) -> Environment:
        tag = python if isinstance(python, str) else python.tag
        self.asked.append(tag)
        if tag in self.missing:
            raise BookError("Python {} is missing on this machine".format(tag), fix="uv python install " + tag)
        release = "3.98.4" if tag == "3.98" else "3.99.2"
        return Environment(self.folder / "env", Interpreter(Path(sys.executable), tag, release))

    def interpreter(self, root: Path, python: Python) -> Interpreter:
        """Return the interpreter of the environment, which is the only one here."""
        environment = self(root, python)
        return replace(environment.interpreter, path=environment.python)

    def calls(self) -> List[str]:
        return (self.folder / "calls").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fakes:
    write_settings(tmp_path)
    fakes = Fakes(tmp_path)
    monkeypatch.setattr(everywhere, "matrix_environment", fakes)
    monkeypatch.setattr(everywhere, "matrix_interpreter", fakes.interpreter)
    monkeypatch.setattr(everywhere, "tool_environment", fakes)
    (tmp_path / "Makefile").write_text(".PHONY: html lint\nhtml lint:\n\t@echo made $@\n", encoding="utf-8")
    return fakes


def table(out: str) -> Dict[str, Tuple[str, ...]]:
    """Return the rows of the last table by their first cell: release, passed, failed, skipped, result."""
    lines = out.rstrip().splitlines()
    header = max(index for index, line in enumerate(lines) if line.startswith("job "))
    rows: Dict[str, Tuple[str, ...]] = {}
    for line in lines[header + 1 : -2]:
        cells = [cell for cell in line.split("  ") if cell.strip()]
        rows[cells[0].strip()] = tuple(cell.strip() for cell in (*cells[1:5], cells[-1]))
    return rows


def run(tmp_path: Path, pythons: Sequence[Python], everything: bool = False) -> int:
    return everywhere.test(tmp_path, pythons, everything, [])


def test_pytest_runs_on_each_python_and_the_table_sums_up(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, PYTHONS) == 0
    out = capsys.readouterr().out
    assert table(out) == {
        "3.98": ("3.98.4", "2", "0", "1", "passed"),
        "3.99": ("3.99.2, not 3.99.1", "2", "0", "1", "passed"),
    }
    assert out.splitlines()[-1] == "4 passed, 0 failed"
    assert len(fakes.calls()) == 2


def test_a_python_that_is_kept_and_left_out_has_a_row_that_says_so(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert everywhere.test(tmp_path, PYTHONS[:1], False, [KEPT]) == 0
    assert everywhere.on_each(tmp_path, PYTHONS[:1], ["record"], [KEPT], fakes.interpreter) == 0
    out = capsys.readouterr().out
    assert table(out)["3.97"] == ("–", "0", "0", "1", "kept as recorded, not run")
    assert out.count("kept as recorded, not run") == 2
    assert fakes.asked == ["3.98", "3.98"]


def test_a_python_that_is_kept_and_named_needs_no_environment(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, [KEPT]) == 0
    assert fakes.calls() == ["-m bookcheck check"]
    fakes.missing = ["3.97"]
    assert run(tmp_path, [KEPT]) == 1
    assert table(capsys.readouterr().out)["3.97"][-1] == "missing"


def test_with_the_jit_pytest_runs_the_book_and_without_it_everything(fakes: Fakes, tmp_path: Path) -> None:
    assert run(tmp_path, [PYTHONS[1], Python("3.99+jit", "3.99.1")]) == 0
    paths = sorted(call.partition(".xml")[2].split() for call in fakes.calls())
    assert paths == [[], list(everywhere.BOOK)]


def test_a_failure_shows_what_was_printed_and_ends_with_status_1(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.pytest(passes=False)
    assert run(tmp_path, PYTHONS[:1]) == 1
    out = capsys.readouterr().out
    assert "--- 3.98 on 3.98.4: failed; build/logs/3.98.txt\nwhat it printed\n" in out
    assert table(out) == {"3.98": ("3.98.4", "1", "1", "1", "failed")}
    assert out.splitlines()[-1] == "1 passed, 1 failed"


def test_a_missing_python_fails_by_name_and_the_others_run(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.missing = ["3.98"]
    assert run(tmp_path, PYTHONS) == 1
    out = capsys.readouterr().out
    assert "Python 3.98 is missing on this machine\n  fix:      uv python install 3.98\n" in out
    assert {name: row[-1] for name, row in table(out).items()} == {"3.99": "passed", "3.98": "missing"}
    assert out.splitlines()[-1] == "2 passed, 1 failed"


def test_when_every_python_is_missing_nothing_passes(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.missing = ["3.98", "3.99"]
    assert run(tmp_path, PYTHONS) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 2 failed"


@pytest.mark.parametrize(("pythons", "everything"), [(PYTHONS, True), ([SITE], False)])
def test_the_gates_of_the_site_run_with_everything_and_with_the_python_of_the_site(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str], pythons: Sequence[Python], everything: bool
) -> None:
    assert run(tmp_path, pythons, everything) == 0
    rows = table(capsys.readouterr().out)
    assert tuple(rows)[-len(SITE_JOBS) :] == SITE_JOBS
    assert rows["site"][1:] == ("3", "0", "1", "passed")  # `make html` counts as one
    assert fakes.asked.count("gates") == 1


def test_the_gates_of_the_site_are_left_out_with_other_pythons(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, PYTHONS) == 0
    assert set(table(capsys.readouterr().out)) == {"3.98", "3.99"}
    assert "gates" not in fakes.asked


def test_without_the_python_of_the_site_each_of_its_gates_is_missing(
    fakes: Fakes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.missing = ["gates"]
    assert run(tmp_path, PYTHONS, everything=True) == 1
    rows = table(capsys.readouterr().out)
    assert {name: rows[name][-1] for name in SITE_JOBS} == dict.fromkeys(SITE_JOBS, "missing")


def test_each_gate_of_the_site_has_tests_or_a_target(fakes: Fakes, tmp_path: Path) -> None:
    jobs = site_jobs(tmp_path, fakes(tmp_path, "gates"))
    words = {job.name: [word for command in job.commands for word in command.words] for job in jobs}
    ends = {
        name: [word for word in all_words if word in ("html", "lint") or word.startswith("tests/")]
        for name, all_words in words.items()
    }
    assert ends == {
        "site": ["html", "tests/browser", "tests/published"],
        "render": ["tests/pages", "tests/site"],
        "gates": ["tests/gates"],
        "repository": ["tests/repository"],
        "lint": ["lint"],
    }


def test_the_longest_job_of_last_time_starts_first(fakes: Fakes, tmp_path: Path) -> None:
    memory = tmp_path / "build" / "logs" / "seconds.json"
    assert run(tmp_path, PYTHONS) == 0
    assert '"3.99"' in memory.read_text(encoding="utf-8")
    memory.write_text('{"3.98": 1, "3.99": 90}', encoding="utf-8")
    started: List[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(everywhere, "_workers", lambda: 1)
        patch.setattr(Screen, "line", lambda self, text: started.append(text.split()[0]))
        assert run(tmp_path, PYTHONS) == 0
    assert started[:2] == ["3.99", "3.98"]


@pytest.mark.parametrize("memory", ["", "[]", '{"3.98": "long"}'])
def test_a_broken_memory_of_times_is_no_obstacle(fakes: Fakes, tmp_path: Path, memory: str) -> None:
    path = tmp_path / "build" / "logs" / "seconds.json"
    path.parent.mkdir(parents=True)
    path.write_text(memory, encoding="utf-8")
    assert run(tmp_path, PYTHONS) == 0


def test_on_each_runs_a_command_of_the_engine_on_each_python(fakes: Fakes, tmp_path: Path) -> None:
    assert everywhere.on_each(tmp_path, PYTHONS, ["record", "a/b"], [], fakes.interpreter) == 0
    assert fakes.calls() == ["-m bookcheck record a/b"] * 2


def test_on_each_fails_when_the_command_does(fakes: Fakes, tmp_path: Path) -> None:
    fakes.script("exit 3")
    assert everywhere.on_each(tmp_path, PYTHONS, ["record"], [], fakes.interpreter) == 1


def test_call_returns_the_exit_status_of_the_command(fakes: Fakes, tmp_path: Path) -> None:
    fakes.script("exit 7")
    assert everywhere.call(tmp_path, PYTHONS[0], ["run", "a/b"]) == 7


def test_the_table_is_aligned_and_ends_with_the_sums() -> None:
    results = [
        Result("3.8", "3.8.18", "passed", Counts(412, 0, 3), 9.06, 8.4),
        Result("3.13t", "3.13.15", "failed", Counts(9, 11, 0), 12.0, 10.25),
        Result("3.15", "–", "missing", Counts(failed=1)),
    ]
    assert summary(results).splitlines() == [
        "job    Python   passed  failed  skipped    wall     CPU  result",
        "3.8    3.8.18      412       0        3   9.1 s   8.4 s  passed",
        "3.13t  3.13.15       9      11        0  12.0 s  10.2 s  failed",
        "3.15   –             0       1        0                  missing",
        "",
        "421 passed, 12 failed",
    ]
