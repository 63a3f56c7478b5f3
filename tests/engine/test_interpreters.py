"""uv finds an interpreter, which is asked what it is; a uv that is too old is passed over."""

import json
import os
import stat
from pathlib import Path
from typing import List

import pytest

from bookcheck.errors import BookError
from bookcheck.pythons import interpreters
from bookcheck.pythons.interpreters import Interpreter, clean_environ, locate, locate_newest
from bookcheck.pythons.plain_environment import base_interpreter
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.pythons.uv import find_uv

# A version that no machine has, so that only what a test puts on PATH can be found.
PYTHON = Python("3.99", "3.99.1")
EXACT = Python("3.99", "3.99.1", exact=True)
THREADED = Python("3.99t", "3.99.1")
JIT = Python("3.99+jit", "3.99.1")


ROOT = Path(__file__).resolve().parents[2]
FIND = "python find --no-project --system "


class Machine:
    """A folder on PATH with a uv that is a script and knows some interpreters, scripts too.

    ``calls`` is what that uv was asked, except its version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: List[str] = []
        self.fetchable: List[str] = []
        self.listed: List[str] = []
        self._write_uv()

    def script(self, folder: str, name: str, body: str) -> Path:
        path = self.folder / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("#!/bin/sh\n" + body + "\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def _write_uv(self) -> None:
        lines = [
            'case "$*" in --version) echo "uv 9.9.9 (x)"; exit ;; esac',
            'echo "$@" >> {}/calls'.format(self.folder),
        ]
        lines += ['case "$*" in', *self.known, *self.fetchable]
        lines += ["\"python list\"*) echo '{}'; exit ;;".format(json.dumps([{"path": path} for path in self.listed]))]
        self.script("first", "uv", "\n".join([*lines, "esac", "echo no such interpreter >&2; exit 2"]))

    def has(self, request: str, tag: str, release: str, installed: bool = True, fetched: bool = False) -> Path:
        """Have uv find an interpreter by ``request``, after it was told to install it if ``fetched``.

        The interpreter answers for ``tag`` and ``release``; it turns the JIT on if the tag says that it has one.
        """
        build = tag.replace("+jit", "")
        body = 'tag={}; if [ "$PYTHON_JIT" = 1 ]; then tag={}; fi\n'.format(build, tag)
        name = "python-{}-{}".format(request, release)
        path = self.folder / "elsewhere" / name
        self.script("elsewhere", name, body + 'echo "cpython $tag {} {} {}"'.format(release, installed, path))
        return self.finds(request, path, fetched)

    def finds(self, request: str, path: Path, fetched: bool = False) -> Path:
        there = "{}/fetched-{}".format(self.folder, request) if fetched else "/"
        self.known.append(
            '"python find --no-project --system {}") test -e {} && echo {} && exit ;;'.format(request, there, path)
        )
        self.listed.append(str(path))
        if fetched:
            self.fetchable.append('"python install"*" {}") touch {}; exit ;;'.format(request, there))
        self._write_uv()
        return path

    @property
    def calls(self) -> List[str]:
        log = self.folder / "calls"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    folders = [tmp_path / name for name in ("first", "second")]
    monkeypatch.setenv("PATH", os.pathsep.join([*map(str, folders), "/usr/bin", "/bin"]))
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "automatic")
    return Machine(tmp_path)


def test_the_exact_release_is_taken_if_uv_has_it(machine: Machine, tmp_path: Path) -> None:
    machine.has("3.99", "3.99", "3.99.7")
    exact = machine.has("3.99.1", "3.99", "3.99.1")
    assert locate(tmp_path, PYTHON) == Interpreter(exact, "3.99", "3.99.1")
    assert machine.calls == [FIND + "3.99.1"]


@pytest.mark.parametrize("answer", ["pypy 3.99 3.99.1 True /x", "cpython 3.98 3.99.1 True /x", "hello", ""])
def test_what_does_not_answer_for_the_tag_is_passed_over(machine: Machine, tmp_path: Path, answer: str) -> None:
    machine.finds("3.99.1", machine.script("elsewhere", "python3.99", "echo '{}'".format(answer)))
    with pytest.raises(BookError, match="missing"):
        locate(tmp_path, PYTHON)


def test_a_shim_that_answers_127_and_a_file_that_is_not_a_program_are_passed_over(
    machine: Machine, tmp_path: Path
) -> None:
    machine.finds("3.99.1", machine.script("elsewhere", "shim", "echo 'pyenv: command not found' >&2; exit 127"))
    broken = machine.script("elsewhere", "broken", "")
    broken.write_bytes(b"\x00\x01")
    machine.finds("3.99", broken)
    with pytest.raises(BookError, match="missing"):
        locate(tmp_path, PYTHON)


def test_an_environment_of_another_project_is_passed_over(machine: Machine, tmp_path: Path) -> None:
    machine.has("3.99.1", "3.99", "3.99.1", installed=False)
    other = machine.has("3.99", "3.99", "3.99.7")
    assert locate(tmp_path, PYTHON).path == other


def test_a_working_shim_gives_the_interpreter_behind_it(machine: Machine, tmp_path: Path) -> None:
    running = Python(running_tag(), running_release())
    shim = machine.script("elsewhere", "python", 'exec "{}" "$@"'.format(base_interpreter()))
    machine.finds(running.release + ("+freethreaded" if running.free_threaded else ""), shim)
    found = locate(tmp_path, running)
    assert found.release == running.release
    assert os.path.realpath(str(found.path)) == os.path.realpath(str(base_interpreter()))


def test_uv_is_asked_for_the_free_threaded_build_in_its_own_spelling(machine: Machine, tmp_path: Path) -> None:
    threaded = machine.has("3.99.1+freethreaded", "3.99t", "3.99.1")
    assert locate(tmp_path, THREADED).path == threaded


def test_a_python_with_the_jit_is_one_that_turns_it_on(machine: Machine, tmp_path: Path) -> None:
    with_jit = machine.has("3.99.1", "3.99+jit", "3.99.1")
    assert locate(tmp_path, JIT) == Interpreter(with_jit, "3.99+jit", "3.99.1")


def test_without_a_build_that_has_the_jit_the_error_says_so(machine: Machine, tmp_path: Path) -> None:
    machine.has("3.99.1", "3.99", "3.99.1")
    with pytest.raises(BookError, match=r"Python 3\.99\+jit is missing") as caught:
        locate(tmp_path, JIT)
    assert "with the JIT compiled in" in (caught.value.expected or "")


def test_uv_fetches_the_exact_release_rather_than_that_another_is_used(machine: Machine, tmp_path: Path) -> None:
    machine.has("3.99", "3.99", "3.99.7")
    fetched = machine.has("3.99.1", "3.99", "3.99.1", fetched=True)
    assert locate(tmp_path, PYTHON).path == fetched
    assert [call for call in machine.calls if "install" in call] == ["python install --no-bin 3.99.1"]


def test_the_fix_names_a_uv_that_runs_as_printed(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "build" / "uv" / "bin" / "uv"
    own.parent.mkdir(parents=True)
    (tmp_path / "first" / "uv").rename(own)
    with pytest.raises(BookError) as caught:
        locate(tmp_path, PYTHON)
    assert caught.value.fix == "build/uv/bin/uv python install 3.99.1"


@pytest.mark.parametrize("setting", ["never", "manual"])
def test_uv_fetches_nothing_where_it_may_not(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", setting)
    machine.has("3.99.1", "3.99", "3.99.1", fetched=True)
    with pytest.raises(BookError) as caught:
        locate(tmp_path, PYTHON)
    assert not [call for call in machine.calls if "install" in call]
    assert str(caught.value).splitlines() == [
        "Python 3.99 is missing on this machine",
        "  expected: python3.99 on PATH or among those of uv, release 3.99.1 if possible",
        "  found:    none, and uv may not fetch it (UV_PYTHON_DOWNLOADS)",
        "  fix:      uv python install 3.99.1",
    ]


def test_what_uv_says_of_a_release_that_it_does_not_get_is_told(machine: Machine, tmp_path: Path) -> None:
    said = "Resolving\\nerror: no network\\n  cause: dns\\n"
    machine.fetchable.append('"python install"*) printf "{}" >&2; exit 1 ;;'.format(said))
    machine.has("3.98", "3.98", "3.98.1")  # writes the uv that fails
    with pytest.raises(BookError) as caught:
        locate(tmp_path, PYTHON)
    assert caught.value.found == "error: no network\n  cause: dns"


def test_the_real_uv_says_why_it_gets_no_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"PYTHON_DOWNLOADS": "automatic", "PYTHON_PREFERENCE": "only-managed", "OFFLINE": "1"}
    folders = {name: str(tmp_path / name) for name in ("PYTHON_INSTALL_DIR", "CACHE_DIR")}
    for name, value in {**settings, **folders}.items():
        monkeypatch.setenv("UV_" + name, value)
    with pytest.raises(BookError, match=r"Python 3\.14 is missing") as caught:
        locate(ROOT, Python("3.14", "3.14.0"))
    assert caught.value.found is not None
    assert caught.value.found.startswith("error: Failed to install cpython-3.14.0")
    assert "Network connectivity is disabled" in caught.value.found


def test_another_release_of_the_minor_is_better_than_none(machine: Machine, tmp_path: Path) -> None:
    other = machine.has("3.99", "3.99", "3.99.10")
    assert locate(tmp_path, PYTHON) == Interpreter(other, "3.99", "3.99.10")


def test_what_uv_gives_instead_of_the_exact_release_is_not_taken_for_it(machine: Machine, tmp_path: Path) -> None:
    machine.has("3.99.1", "3.99", "3.99.10")  # which begins as 3.99.1 does
    with pytest.raises(BookError):
        locate(tmp_path, EXACT)


def test_an_exact_release_is_that_or_an_error(machine: Machine, tmp_path: Path) -> None:
    machine.has("3.99", "3.99", "3.99.7")
    with pytest.raises(BookError, match=r"Python 3\.99 is missing") as caught:
        locate(tmp_path, EXACT)
    assert caught.value.expected == "python3.99 on PATH or among those of uv, release 3.99.1"
    assert caught.value.fix == "uv python install 3.99.1"
    exact = machine.has("3.99.1", "3.99", "3.99.1", fetched=True)
    assert locate(tmp_path, EXACT).path == exact


def test_the_newest_release_is_taken_and_not_the_recorded_one(machine: Machine, tmp_path: Path) -> None:
    machine.has("3.99.1", "3.99", "3.99.1")
    newest = machine.has("3.99", "3.99", "3.99.10", fetched=True)
    assert locate_newest(tmp_path, PYTHON) == Interpreter(newest, "3.99", "3.99.10")
    assert machine.calls == [
        "python install --no-bin --upgrade 3.99",
        "python list --only-installed --output-format json 3.99",
    ]


def test_where_uv_may_fetch_nothing_the_newest_here_is_taken(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "never")
    here = machine.has("3.99+freethreaded", "3.99t", "3.99.4")
    assert locate_newest(tmp_path, THREADED).path == here
    assert machine.calls == ["python list --only-installed --output-format json 3.99+freethreaded"]


def test_without_any_release_the_newest_is_missing_by_name(machine: Machine, tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        locate_newest(tmp_path, PYTHON)
    assert str(caught.value).splitlines() == [
        "Python 3.99 is missing on this machine",
        "  expected: python3.99 on PATH or among those of uv, any release",
        "  found:    no such interpreter",
        "  fix:      uv python install 3.99",
    ]


def test_nothing_that_changes_a_python_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONWARNINGS", "PYTHONHASHSEED", "PYTEST_ADDOPTS", "MAKEFLAGS", "VIRTUAL_ENV", "FORCE_COLOR"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HOME", "/home/someone")
    environ = clean_environ("3.14+jit")
    changed = {name: value for name, value in environ.items() if name.startswith(("PYT", "MAKE", "VIRTUAL", "FORCE"))}
    assert changed == {"PYTHONPATH": str(Path(interpreters.__file__).parents[2]), "PYTHON_JIT": "1"}
    assert (environ["HOME"], environ["NO_COLOR"]) == ("/home/someone", "1")
    assert clean_environ("3.14")["PYTHON_JIT"] == "0"


@pytest.fixture
def required(machine: Machine, tmp_path: Path) -> Machine:
    """The machine, and a project that requires uv 0.13."""
    (tmp_path / "pyproject.toml").write_text('[tool.uv]\nrequired-version = ">=0.13"\n', encoding="utf-8")
    return machine


@pytest.mark.parametrize("old", ["echo 'uv 0.4.30'", "echo 'uv 0.8.24 (x86_64)'", "echo no uv", "exit 1"])
def test_a_uv_that_is_too_old_or_broken_is_passed_over_for_a_later_one_on_path(
    required: Machine, tmp_path: Path, old: str
) -> None:
    required.script("first", "uv", old)
    good = required.script("second", "uv", "echo 'uv 0.13.0'")
    assert find_uv(tmp_path) == good
    required.script("first", "uv", "echo 'uv 1.0'")
    assert find_uv(tmp_path) == tmp_path / "first" / "uv"


def test_without_a_uv_that_is_new_enough_on_path_the_one_of_the_project_is_used(
    required: Machine, tmp_path: Path
) -> None:
    required.script("first", "uv", "echo 'uv 0.4.30'")
    own = tmp_path / "build" / "uv" / "bin" / "uv"
    own.parent.mkdir(parents=True)
    own.write_text("#!/bin/sh\necho 'uv 0.14.1'\n", encoding="utf-8")
    own.chmod(0o755)
    assert find_uv(tmp_path) == own


FAKE_PYTHON = """\
if [ "$3" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; exit; fi
printf '#!/bin/sh\\necho uv 0.13.2\\n' > "$(dirname "$0")/uv"; chmod +x "$(dirname "$0")/uv"; echo "$@" > "{}"
"""


def test_without_any_one_is_installed_below_build_in_the_version_that_the_project_requires(
    required: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    required.script("first", "uv", "echo 'uv 0.4.30'")
    asked = tmp_path / "asked"
    monkeypatch.setattr("sys.executable", str(required.script("elsewhere", "python", FAKE_PYTHON.format(asked))))
    assert find_uv(tmp_path) == tmp_path / "build" / "uv" / "bin" / "uv"
    assert asked.read_text().split()[-1] == "uv>=0.13"
    assert capsys.readouterr().err == "no uv 0.13 or later on PATH: putting one into build/uv\n"


def test_where_uv_cannot_be_installed_the_fix_is_named_and_nothing_is_left(
    required: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    required.script("first", "uv", "exit 1")
    body = 'mkdir -p "$4/bin"; echo "ensurepip is not available"; exit 1'
    monkeypatch.setattr("sys.executable", str(required.script("elsewhere", "python", body)))
    with pytest.raises(BookError, match="uv could not be installed") as caught:
        find_uv(tmp_path)
    assert caught.value.found == "ensurepip is not available"
    assert "apt install python3-venv" in (caught.value.fix or "")
    assert not (tmp_path / "build" / "uv").exists()
