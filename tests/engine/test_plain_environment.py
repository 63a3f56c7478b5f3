"""The plain environment that programs run in: nothing of the engine's own reaches it."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, List

import pytest

from bookcheck.errors import BookError
from bookcheck.programs.runner import Runner
from bookcheck.pythons.plain_environment import base_interpreter, plain_interpreter, shown_paths
from bookcheck.pythons.running import running_release, running_tag
from tests.small_book import shown_library

WHAT_IS_THERE = (
    "import sys; before = sorted(sys.modules); import json, importlib.util as find; "
    "print(json.dumps({'modules': before, 'path': sys.path, 'hooks': [str(hook) for hook in sys.meta_path], "
    "'found': [name for name in ('pytest', 'sybil', 'pip', 'bookcheck', '_virtualenv') if find.find_spec(name)], "
    "'version': sys.version}))"
)


def what_is_there(interpreter: Path) -> Any:
    clean = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    return json.loads(subprocess.check_output([str(interpreter), "-c", WHAT_IS_THERE], env=clean))


def foreign(there: Any, interpreter: Path) -> List[str]:
    """The folders of installed packages that are not those of the environment."""
    home = interpreter.parent.parent
    return [path for path in there["path"] if "site-packages" in path and home not in Path(path).parents]


def test_a_program_sees_an_installation_and_nothing_else(runner: Runner) -> None:
    there = what_is_there(runner.interpreter)
    assert there["version"] == sys.version
    assert there["found"] == foreign(there, runner.interpreter) == []
    assert len(there["hooks"]) == 3
    assert not [name for name in there["modules"] if "virtualenv" in name or "distutils" in name]
    assert not {"re", "enum", "certifi", "typing", "sitecustomize"} & set(there["modules"]), "a .pth file imports"


def test_two_that_ask_at_once_get_the_same_one_and_leave_nothing_else(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(plain_interpreter, [tmp_path / "plain"] * 2)
    assert first == second
    there = what_is_there(first)
    assert there["version"] == sys.version
    assert foreign(there, first) == []
    assert "include-system-site-packages = false" in (first.parent.parent / "pyvenv.cfg").read_text()
    (home,) = (tmp_path / "plain").iterdir()
    assert home.name.startswith("{}-{}-".format(running_tag().replace("+jit", ""), running_release()))


def test_it_is_made_once(runner: Runner) -> None:
    made = runner.interpreter.parent.parent
    before = made.stat().st_mtime_ns
    assert plain_interpreter(made.parent) == runner.interpreter
    assert made.stat().st_mtime_ns == before


def test_one_whose_python_is_gone_is_made_again(tmp_path: Path) -> None:
    interpreter = plain_interpreter(tmp_path / "plain")
    interpreter.unlink()
    interpreter.symlink_to(tmp_path / "gone")
    assert plain_interpreter(tmp_path / "plain") == interpreter
    assert what_is_there(interpreter)["version"] == sys.version


def test_the_interpreter_behind_an_environment_is_found(runner: Runner) -> None:
    base = base_interpreter()
    assert Path(os.path.realpath(str(base))) == Path(os.path.realpath(str(runner.interpreter)))
    assert not (base.parent.parent / "pyvenv.cfg").exists()


def test_an_environment_without_its_interpreter_is_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyvenv.cfg").write_text("home = {}\n".format(tmp_path / "gone"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(BookError, match="cannot be found"):
        base_interpreter()


def test_a_failing_venv_shows_what_it_wrote_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho no venv here\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr("bookcheck.pythons.plain_environment.base_interpreter", lambda: broken)
    with pytest.raises(BookError) as caught:
        plain_interpreter(tmp_path / "plain")
    assert caught.value.found == "no venv here"
    assert list((tmp_path / "plain").iterdir()) == []


def test_every_real_folder_that_an_output_can_name_has_one_that_is_shown(runner: Runner, tmp_path: Path) -> None:
    shown = shown_paths(tmp_path, runner.interpreter)
    assert shown[str(tmp_path)] == "/home/you"
    assert shown[os.path.dirname(os.__file__)] == shown_library()
    assert set(shown.values()) <= {
        "/home/you",
        "/home/you/.venv",
        "/usr",
        "/usr/bin",
        shown_library(),
    }
