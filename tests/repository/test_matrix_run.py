"""`make test` on a small book: nox runs a session for each Python, and one table ends it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bookcheck.pythons.each_python import SITE_SESSIONS
from bookcheck.pythons.environments import nox_environment
from bookcheck.pythons.interpreters import clean_environ
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag

TESTS = """\
import pathlib, subprocess, sys, time

def test_good(): pass
def test_waits():
    if pathlib.Path("wait").exists():
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"])
        pathlib.Path("ready").write_text("")
        time.sleep(100)
"""
TAG = running_tag()


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A project with the real noxfile and engine, two small tests, and two Pythons, one of which no machine has."""
    for name in ("noxfile.py", "pyproject.toml", "uv.lock"):
        shutil.copy(root / name, tmp_path)
    shutil.copytree(root / "src" / "bookcheck", tmp_path / "src" / "bookcheck")
    (tmp_path / "build").mkdir()
    for shared in ("venvs", "uv"):  # no environment is made here but those of the tests themselves
        if (root / "build" / shared).exists():
            (tmp_path / "build" / shared).symlink_to(root / "build" / shared)
    lines = ["{} {}".format(TAG, running_release()), "3.98 3.98.1", "3.99 3.99.1 kept"]
    (tmp_path / "pythons.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for folder in ("docs", "tests/book", "tests/examples", "tests/engine"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tests" / "book" / "test_it.py").write_text(TESTS, encoding="utf-8")
    return tmp_path


def words(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bookcheck", "test", *arguments]


def environ() -> dict[str, str]:
    return {**clean_environ(TAG), "UV_PYTHON_DOWNLOADS": "never"}


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    variables = {**environ(), "PYTHONPATH": str(project / "src")}
    return subprocess.run(words(*arguments), cwd=project, env=variables, capture_output=True, encoding="utf-8")


def test_a_missing_python_fails_by_name_with_its_fix_and_the_others_run(project: Path) -> None:
    done = run(project, "--python", TAG, "3.98", "--", "tests/book")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    # A uv that is not on PATH is named by its path.
    assert any(re.fullmatch(r"  fix:      (\S*/)?uv python install 3\.98\.1", line) for line in lines)
    rows = {line.split()[0]: line.split() for line in lines[-4:-2]}
    assert rows[TAG][1:5] == [running_release(), "2", "0", "0"]
    assert rows["3.98"][-1] == "missing"
    assert lines[-1] == "2 passed, 1 failed"
    assert "2 passed" in (project / "build" / "logs" / (TAG + ".txt")).read_text(encoding="utf-8")
    assert (project / "build" / "logs" / (TAG + ".xml")).exists()


def test_what_follows_two_dashes_goes_to_pytest(project: Path) -> None:
    done = run(project, "--python", TAG, "--", "tests/book", "-k", "good")
    assert (done.stdout.splitlines()[-1], done.returncode) == ("1 passed, 0 failed", 0)


def test_an_exact_release_that_is_not_here_is_missing_and_no_other_is_taken(project: Path) -> None:
    done = run(project, "--python", TAG.rstrip("t") + ".97")
    assert done.returncode == 1
    assert re.search(r"fix:      (\S*/)?uv python install {}\.97".format(re.escape(TAG.rstrip("t"))), done.stdout)


def test_nox_lists_a_session_for_each_python_and_each_gate_of_the_site(root: Path, pythons: tuple[Python, ...]) -> None:
    command = [str(nox_environment(root).python), "-m", "nox", "--list", "--json"]
    listed = json.loads(subprocess.run(command, cwd=root, env=environ(), capture_output=True, check=True).stdout)
    assert [session["session"] for session in listed] == [*(python.tag for python in pythons), *SITE_SESSIONS]
    assert all(session["description"] for session in listed)


def test_each_file_of_tests_is_run_by_one_session_of_the_site_or_by_those_of_the_pythons(
    root: Path, pyproject: dict[str, Any]
) -> None:
    of_pythons = pyproject["tool"]["pytest"]["ini_options"]["testpaths"]
    command = [str(nox_environment(root).python), "-c", "import json, noxfile; print(json.dumps(noxfile.OF_SITE))"]
    of_site = json.loads(subprocess.run(command, cwd=root, env=environ(), capture_output=True, check=True).stdout)
    assert set(of_site) == set(SITE_SESSIONS)
    runs = Counter[Path]()
    for paths in [of_pythons, *(paths for _, _, paths in of_site.values())]:
        ignored = {root / path.removeprefix("--ignore=") for path in paths if path.startswith("--ignore=")}
        given = [root / path for path in paths if not path.startswith("--ignore=")]
        files = [file for path in given for file in ([path] if path.is_file() else path.rglob("test_*.py"))]
        assert ignored <= set(files)
        assert all(path.exists() for path in given)
        runs.update(file for file in files if file not in ignored)
    assert runs == Counter((root / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_stopped_leaves_no_process_behind(project: Path, number: signal.Signals) -> None:
    (project / "wait").touch()
    # As a shell starts what runs in its background: with SIGINT ignored.
    process = subprocess.Popen(
        words("--python", TAG),
        cwd=project,
        env={**environ(), "PYTHONPATH": str(project / "src")},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    while not (project / "ready").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(number)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out.splitlines()[-1].startswith("stopped, with all that was running; the logs are in ")
    assert not running_in(project)


def running_in(folder: Path) -> list[str]:
    """The processes whose current folder is ``folder``."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.readlink(entry / "cwd") == str(folder):
                    found.append((entry / "cmdline").read_text())
            except OSError:
                continue
    return found
