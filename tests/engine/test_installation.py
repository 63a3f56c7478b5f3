"""The files that every program runs with: what a program changes there is noticed, named and undone."""

import importlib.util
import json
import os
import py_compile
import shutil
from pathlib import Path
from typing import Callable, Dict, Tuple

import pytest

from bookcheck.errors import BookError
from bookcheck.programs.runner import Runner
from bookcheck.pythons.installation import Altered, Installation, is_as_made, is_compiled_source
from bookcheck.pythons.plain_environment import plain_interpreter
from tests.small_book import MakeExample


@pytest.fixture
def own_runner(runner: Runner, tmp_path: Path) -> Runner:
    """A runner with a plain environment of its own, for a test to damage."""
    return Runner(plain_interpreter(tmp_path / "plain"), runner.python)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A standard library of one module, which is compiled."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "greeting.py").write_text("WORD = 'hello'\n")
    return folder


def compiled(library: Path) -> Path:
    py_compile.compile(str(library / "greeting.py"))
    return Path(importlib.util.cache_from_source(str(library / "greeting.py")))


WRITES = {
    "a .pth file": "where = sysconfig.get_path('purelib'); open(where + '/x.pth', 'w').write('import sys; len = 42')",
    "a module that every start imports": "open(sysconfig.get_path('purelib') + '/sitecustomize.py', 'w').write('pass')",
    "the settings of the environment": (
        "open(sys.prefix + '/pyvenv.cfg', 'a').write('include-system-site-packages = true\\n')"
    ),
    "another file beside the interpreter": "open(os.path.dirname(sys.executable) + '/pip', 'w').write('')",
    "the interpreter itself": "os.rename(sys.executable, sys.executable + '.old')",
    "a folder of packages that is a link": (
        "where = sysconfig.get_path('purelib'); os.rmdir(where); os.symlink(os.getcwd(), where)"
    ),
    "a file that is gone": "os.remove(sys.prefix + '/pyvenv.cfg')",
}


@pytest.mark.parametrize("write", WRITES)
def test_a_program_that_changes_its_environment_is_refused_and_the_environment_made_again(
    own_runner: Runner, module: MakeExample, write: str
) -> None:
    count = module('"""Count."""', "import sys, sysconfig, os", "print(len([]))", name="count")
    before = own_runner.run(count)
    with pytest.raises(BookError) as caught:
        own_runner.run(module('"""Write."""', "import os, sys, sysconfig", WRITES[write], "print(1)"))
    assert "made/a_program changed the Python of every program" in caught.value.problem
    assert str(own_runner.interpreter.parent.parent) in str(caught.value.found)
    assert is_as_made(own_runner.interpreter.parent.parent)
    assert own_runner.run(count) == before


def test_a_program_that_changes_its_environment_and_then_fails_is_noticed(
    own_runner: Runner, module: MakeExample
) -> None:
    example = module('"""Write."""', "import sysconfig", WRITES["a .pth file"], "raise SystemExit(3)")
    with pytest.raises(BookError, match="changed the Python"):
        own_runner.run(example)


def test_an_environment_that_was_changed_between_two_sessions_is_made_again(tmp_path: Path) -> None:
    interpreter = plain_interpreter(tmp_path / "plain")
    stray = next((interpreter.parent.parent).rglob("site-packages")) / "stray.pth"
    stray.write_text("import os")
    assert plain_interpreter(tmp_path / "plain") == interpreter
    assert not stray.exists()


@pytest.mark.parametrize("name", ["stray", ".hidden"])
def test_a_program_that_writes_beside_its_folder_is_refused(runner: Runner, module: MakeExample, name: str) -> None:
    with pytest.raises(BookError) as caught:
        runner.run(module('"""Write."""', "open('../{}', 'w').close()".format(name)))
    assert "made/a_program wrote outside its folder" in caught.value.problem
    assert caught.value.found == "../" + name


CHANGES: Dict[str, Tuple[Callable[[Path], object], str]] = {
    "a new module": (lambda library: (library / "json.py").write_text("x = 1"), "json.py"),
    "a module in a new folder": (
        lambda library: write_in_new_folder(library / "new" / "a.py"),
        "new/a.py",
    ),
    "a module that changed": (
        lambda library: (library / "greeting.py").write_text("WORD = 'hallo'\n"),
        "greeting.py",
    ),
    "a module that is gone": (lambda library: (library / "greeting.py").unlink(), "greeting.py"),
    "a change that hides its time": (
        lambda library: rewrite_unseen(library / "greeting.py", "WORD = 'hallo'\n"),
        "greeting.py",
    ),
    "other permissions": (lambda library: (library / "greeting.py").chmod(0o777), "greeting.py"),
}


def write_in_new_folder(path: Path) -> None:
    """Write an empty file into a folder that is not there yet."""
    path.parent.mkdir()
    path.write_text("")


def rewrite_unseen(path: Path, text: str) -> None:
    """Write ``text`` of the same length into ``path`` and set its time back."""
    before = path.stat()
    path.write_text(text)
    os.utime(str(path), ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_library_is_noticed_once(library: Path, tmp_path: Path, change: str) -> None:
    installation = Installation(tmp_path / "environment", [library])
    act, name = CHANGES[change]
    act(library)
    assert installation.altered() == Altered((), (library / name,))
    assert installation.altered() == Altered((), ())


def test_a_module_that_was_compiled_is_no_change(library: Path, tmp_path: Path) -> None:
    installation = Installation(tmp_path / "environment", [library])
    path = compiled(library)
    assert installation.altered() == Altered((), ())
    path.unlink()
    assert installation.altered() == Altered((), ())


def test_a_compiled_file_that_is_not_of_its_source_is_removed(library: Path, tmp_path: Path) -> None:
    path = compiled(library)
    installation = Installation(tmp_path / "environment", [library])
    (library / "greeting.py").rename(tmp_path / "greeting.py")
    (library / "greeting.py").write_text("WORD = 'goodbye'\n")
    compiled(library)
    (library / "greeting.py").unlink()
    (tmp_path / "greeting.py").rename(library / "greeting.py")
    assert path in installation.altered().undone
    assert not path.exists()


@pytest.mark.parametrize("level", [0, 1, 2])
def test_what_this_python_compiles_is_of_its_source(tmp_path: Path, level: int) -> None:
    for module in (json, shutil, json.decoder, pytest):
        copy = tmp_path / "{}.py".format(module.__name__.replace(".", "_"))
        shutil.copy(str(module.__file__), str(copy))
        made = py_compile.compile(str(copy), optimize=level)
        assert is_compiled_source(Path(str(made))), module


def test_after_a_change_of_the_library_nothing_runs_any_more(
    own_runner: Runner, module: MakeExample, library: Path
) -> None:
    own_runner.installation = Installation(own_runner.interpreter.parent.parent, [library])
    bad = module('"""Write."""', "open({!r}, 'w').close()".format(str(library / "greeting.py")))
    for example in (bad, module('"""Be good."""', "print(1)", name="good")):
        with pytest.raises(BookError) as caught:
            own_runner.run(example)
        assert "made/a_program changed the Python" in caught.value.problem
        assert "install this Python again" in str(caught.value.fix)


def test_a_library_that_changed_between_two_sessions_is_a_mistake(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookcheck.pythons.installation.libraries", lambda: [library])
    interpreter = plain_interpreter(tmp_path / "plain")
    assert plain_interpreter(tmp_path / "plain") == interpreter
    (library / "sitecustomize.py").write_text("")
    with pytest.raises(BookError, match="the standard library of this Python was changed") as caught:
        plain_interpreter(tmp_path / "plain")
    assert caught.value.path == library / "sitecustomize.py"
