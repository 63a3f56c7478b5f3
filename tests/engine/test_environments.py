"""Interpreters are found by what they answer, and environments are made when there is a reason to."""

import os
import stat
from pathlib import Path
from typing import Callable, List

import pytest

from bookcheck.errors import BookError
from bookcheck.pythons import environments
from bookcheck.pythons.environments import (
    Interpreter,
    clean_environ,
    find_uv,
    locate,
    locate_exact,
    locate_newest,
    prepare,
)
from bookcheck.pythons.plain_environment import base_interpreter
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag

# A version that no machine has, so that only what a test puts on PATH can be found.
PYTHON = Python("3.99", "3.99.1")
THREADED = Python("3.99t", "3.99.1")
JIT = Python("3.99+jit", "3.99.1")


class Machine:
    """A PATH of its own, with interpreters and a uv that are scripts; ``calls`` is what uv was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.uv = self.script("tools", "uv", "echo no such interpreter >&2; exit 2")

    def script(self, folder: str, name: str, body: str) -> Path:
        path = self.folder / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('#!/bin/sh\necho "$@" >> "{}.calls"\n{}\n'.format(path, body), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def interpreter(self, folder: str, name: str, tag: str, release: str, installed: bool = True) -> Path:
        """Put an interpreter into ``folder``; it answers for what it is, the JIT as it is told by the environment."""
        path = self.folder / folder / name
        build = tag.replace("+jit", "")
        body = 'tag={}; if [ "$PYTHON_JIT" = 1 ] && [ {} != {} ]; then tag={}; fi\n'.format(build, build, tag, tag)
        body += 'echo "cpython $tag {} {} {}"'.format(release, installed, path)
        return self.script(folder, name, body)

    def uv_has(self, path: Path, fetched: bool = False) -> None:
        """Let uv know the interpreter ``path``: at once, or when it was told to fetch it."""
        there = "[ -e {}.fetched ]".format(self.uv) if fetched else "true"
        self.script(
            "tools",
            "uv",
            'case "$1 $2" in\n'
            "  'python install') touch {uv}.fetched ;;\n"
            "  'python find') {there} && echo {path} || exit 2 ;;\n"
            "esac".format(uv=self.uv, there=there, path=path),
        )

    @property
    def calls(self) -> List[str]:
        log = Path(str(self.uv) + ".calls")
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    folders = [tmp_path / name for name in ("first", "second")]
    monkeypatch.setenv("PATH", os.pathsep.join([*map(str, folders), "/usr/bin", "/bin"]))
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "automatic")
    return Machine(tmp_path)


def test_the_exact_release_is_taken_wherever_it_stands_on_path(machine: Machine) -> None:
    machine.interpreter("first", "python3.99", "3.99", "3.99.7")
    exact = machine.interpreter("second", "python3.99", "3.99", "3.99.1")
    assert locate(PYTHON, machine.uv) == Interpreter(exact, "3.99", "3.99.1")
    assert machine.calls == []


def test_a_shim_that_answers_127_is_passed_over(machine: Machine) -> None:
    machine.script("first", "python3.99", "echo 'pyenv: python3.99: command not found' >&2; exit 127")
    exact = machine.interpreter("second", "python3.99", "3.99", "3.99.1")
    assert locate(PYTHON, machine.uv).path == exact


@pytest.mark.parametrize("answer", ["pypy 3.99 3.99.1 True /x", "cpython 3.98 3.99.1 True /x", "hello", ""])
def test_what_does_not_answer_for_the_tag_is_passed_over(machine: Machine, answer: str) -> None:
    machine.script("first", "python3.99", "echo '{}'".format(answer))
    with pytest.raises(BookError, match="missing"):
        locate(PYTHON, machine.uv)


def test_a_file_that_is_no_program_is_passed_over(machine: Machine) -> None:
    broken = machine.script("first", "python3.99", "")
    broken.write_bytes(b"\x00\x01")
    exact = machine.interpreter("second", "python3.99", "3.99", "3.99.1")
    assert locate(PYTHON, machine.uv).path == exact


def test_an_environment_of_another_project_is_passed_over(machine: Machine) -> None:
    machine.interpreter("first", "python3.99", "3.99", "3.99.1", installed=False)
    exact = machine.interpreter("second", "python3.99", "3.99", "3.99.1")
    assert locate(PYTHON, machine.uv).path == exact


def test_a_working_shim_gives_the_interpreter_behind_it(machine: Machine) -> None:
    running = Python(running_tag(), running_release())
    machine.script("first", "python" + running.build, 'exec "{}" "$@"'.format(base_interpreter()))
    found = locate(running, machine.uv)
    assert found.release == running.release
    assert os.path.realpath(str(found.path)) == os.path.realpath(str(base_interpreter()))


def test_the_free_threaded_build_is_not_the_default_one(machine: Machine) -> None:
    machine.interpreter("first", "python3.99", "3.99", "3.99.1")
    threaded = machine.interpreter("second", "python3.99t", "3.99t", "3.99.1")
    assert locate(THREADED, machine.uv).path == threaded


def test_uv_is_asked_for_the_free_threaded_build_in_its_own_spelling(machine: Machine) -> None:
    threaded = machine.interpreter("elsewhere", "python", "3.99t", "3.99.1")
    machine.uv_has(threaded)
    assert locate(THREADED, machine.uv).path == threaded
    assert machine.calls == ["python find --no-project --system 3.99.1+freethreaded"]


def test_a_python_with_the_jit_is_one_that_turns_it_on(machine: Machine) -> None:
    machine.interpreter("first", "python3.99", "3.99", "3.99.1")
    with_jit = machine.interpreter("second", "python3.99", "3.99+jit", "3.99.1")
    assert locate(JIT, machine.uv) == Interpreter(with_jit, "3.99+jit", "3.99.1")


def test_without_a_build_that_has_the_jit_the_error_says_so(machine: Machine) -> None:
    machine.interpreter("first", "python3.99", "3.99", "3.99.1")
    with pytest.raises(BookError, match=r"Python 3\.99\+jit is missing") as caught:
        locate(JIT, machine.uv)
    assert "with the JIT compiled in" in (caught.value.expected or "")


def test_uv_fetches_the_exact_release_rather_than_that_another_is_used(machine: Machine) -> None:
    machine.interpreter("first", "python3.99", "3.99", "3.99.7")
    fetched = machine.interpreter("elsewhere", "python", "3.99", "3.99.1")
    machine.uv_has(fetched, fetched=True)
    assert locate(PYTHON, machine.uv).path == fetched
    assert [call for call in machine.calls if "install" in call] == ["python install --no-bin --quiet 3.99.1"]


@pytest.mark.parametrize("setting", ["never", "manual"])
def test_uv_fetches_nothing_where_it_may_not(machine: Machine, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", setting)
    fetched = machine.interpreter("elsewhere", "python", "3.99", "3.99.1")
    machine.uv_has(fetched, fetched=True)
    with pytest.raises(BookError, match="missing"):
        locate(PYTHON, machine.uv)
    assert not [call for call in machine.calls if "install" in call]


def test_another_release_of_the_minor_is_better_than_none(machine: Machine) -> None:
    other = machine.interpreter("second", "python3.99", "3.99", "3.99.7")
    assert locate(PYTHON, machine.uv) == Interpreter(other, "3.99", "3.99.7")


def test_a_release_that_uv_gives_instead_of_the_exact_one_is_the_last_resort(machine: Machine) -> None:
    other = machine.interpreter("elsewhere", "python", "3.99", "3.99.10")  # which begins as 3.99.1 does
    machine.uv_has(other)
    assert locate(PYTHON, machine.uv).release == "3.99.10"
    on_path = machine.interpreter("first", "python3.99", "3.99", "3.99.5")
    assert locate(PYTHON, machine.uv).path == on_path


def test_an_exact_release_is_that_or_an_error(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "never")
    machine.interpreter("first", "python3.99", "3.99", "3.99.7")
    with pytest.raises(BookError, match=r"Python 3\.99 is missing") as caught:
        locate_exact(PYTHON, machine.uv)
    assert (caught.value.expected, caught.value.fix) == (
        "python3.99 on PATH, release 3.99.1",
        "uv python install 3.99.1",
    )
    exact = machine.interpreter("second", "python3.99", "3.99", "3.99.1")
    assert locate_exact(PYTHON, machine.uv).path == exact


def test_an_exact_release_is_fetched_by_uv(machine: Machine) -> None:
    fetched = machine.interpreter("elsewhere", "python", "3.99", "3.99.1")
    machine.uv_has(fetched, fetched=True)
    assert locate_exact(PYTHON, machine.uv).path == fetched


def test_the_newest_release_is_taken_and_not_the_recorded_one(machine: Machine) -> None:
    machine.interpreter("first", "python3.99", "3.99", "3.99.1")
    newest = machine.interpreter("second", "python3.99", "3.99", "3.99.10")
    assert locate_newest(PYTHON, machine.uv) == Interpreter(newest, "3.99", "3.99.10")
    fetched = machine.interpreter("elsewhere", "python", "3.99", "3.99.11")
    machine.uv_has(fetched, fetched=True)
    assert locate_newest(PYTHON, machine.uv).path == fetched
    assert machine.calls[-2:] == [
        "python install --no-bin --quiet --upgrade 3.99",
        "python find --no-project --system 3.99",
    ]


def test_where_uv_may_fetch_nothing_the_newest_here_is_taken(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "never")
    here = machine.interpreter("first", "python3.99t", "3.99t", "3.99.4")
    assert locate_newest(THREADED, machine.uv).path == here
    assert machine.calls == ["python find --no-project --system 3.99+freethreaded"]


def test_without_any_release_the_newest_is_missing_by_name(machine: Machine) -> None:
    with pytest.raises(BookError) as caught:
        locate_newest(PYTHON, machine.uv)
    assert str(caught.value).splitlines() == [
        "Python 3.99 is missing on this machine",
        "  expected: python3.99 on PATH, any release",
        "  found:    no such interpreter",
        "  fix:      uv python install 3.99",
    ]


def test_when_uv_cannot_fetch_it_its_reason_is_told(machine: Machine) -> None:
    machine.script("tools", "uv", '[ "$2" = install ] && echo "no network" >&2 || echo "no interpreter" >&2; exit 2')
    with pytest.raises(BookError) as caught:
        locate(PYTHON, machine.uv)
    assert caught.value.found == "no network"


def test_a_missing_python_is_an_error_that_names_it_and_the_cure(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "never")
    with pytest.raises(BookError) as caught:
        locate(PYTHON, machine.uv)
    assert str(caught.value).splitlines() == [
        "Python 3.99 is missing on this machine",
        "  expected: python3.99 on PATH, release 3.99.1 if possible",
        "  found:    none, and uv may not fetch it (UV_PYTHON_DOWNLOADS)",
        "  fix:      uv python install 3.99.1",
    ]


def test_without_uv_the_error_names_the_command_that_brings_it(machine: Machine, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="uv is not here") as caught:
        find_uv(tmp_path)
    assert caught.value.fix == "make build/uv/bin/uv"


def test_the_uv_on_path_is_used_before_the_one_of_the_project(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "build" / "uv" / "bin" / "uv"
    own.parent.mkdir(parents=True)
    own.touch()
    assert find_uv(tmp_path) == own
    monkeypatch.setenv("PATH", str(machine.uv.parent), prepend=os.pathsep)
    assert find_uv(tmp_path) == machine.uv


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "uv.lock").write_text("version = 1\n", encoding="utf-8")
    return root


@pytest.fixture
def made(machine: Machine, project: Path) -> Callable[..., int]:
    """Prepare the environment of an interpreter and return how often uv was called until now."""
    machine.script("tools", "uv", 'mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"; touch "$UV_PROJECT_ENVIRONMENT/bin/python"')

    def make(release: str = "3.99.1", groups: str = "test") -> int:
        interpreter = Interpreter(Path("/opt/python3.99"), "3.99", release)
        environment = prepare(project, "3.99", interpreter, [groups], machine.uv)
        assert environment.python == project / "build" / "venvs" / "3.99" / "bin" / "python"
        return len(machine.calls)

    return make


def test_an_environment_is_made_from_the_lock_file_and_the_interpreter(
    made: Callable[..., int], machine: Machine
) -> None:
    made()
    assert machine.calls == [
        "sync --quiet --frozen --no-default-groups --no-install-project --python /opt/python3.99 --group=test"
    ]


def test_an_environment_is_made_once(made: Callable[..., int]) -> None:
    assert [made(), made()] == [1, 1]


def test_an_environment_is_made_anew_for_another_interpreter_or_group(made: Callable[..., int]) -> None:
    assert [made(), made(release="3.99.2"), made(groups="docs")] == [1, 2, 3]


def test_an_environment_is_made_anew_when_the_lock_file_changed(made: Callable[..., int], project: Path) -> None:
    made()
    (project / "uv.lock").write_text("version = 2\n", encoding="utf-8")
    assert made() == 2


def test_an_environment_that_could_not_be_made_is_not_trusted_later(
    made: Callable[..., int], machine: Machine, project: Path
) -> None:
    made()
    (project / "uv.lock").write_text("version = 2\n", encoding="utf-8")
    machine.script("tools", "uv", "echo 'no such package' >&2; exit 1")
    for _ in range(2):
        with pytest.raises(BookError, match=r"environment of Python 3\.99") as caught:
            made()
        assert caught.value.found == "no such package"
    (project / "uv.lock").write_text("version = 1\n", encoding="utf-8")
    with pytest.raises(BookError):
        made()


def test_nothing_that_changes_a_python_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONWARNINGS", "PYTHONHASHSEED", "PYTEST_ADDOPTS", "MAKEFLAGS", "VIRTUAL_ENV", "FORCE_COLOR"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HOME", "/home/someone")
    environ = clean_environ("3.14+jit")
    changed = {name: value for name, value in environ.items() if name.startswith(("PYT", "MAKE", "VIRTUAL", "FORCE"))}
    assert changed == {"PYTHONPATH": str(Path(environments.__file__).parents[2]), "PYTHON_JIT": "1"}
    assert (environ["HOME"], environ["NO_COLOR"]) == ("/home/someone", "1")
    assert clean_environ("3.14")["PYTHON_JIT"] == "0"


def test_an_unknown_environment_is_an_error_with_near_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert environments.main(["doc"]) == 1
    assert "no environment 'doc'; did you mean docs?" in capsys.readouterr().err
