"""The plugin loader of page 3.17, put to the uses that a program would make of it."""

import importlib.util
import os
import py_compile
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Iterator, Type

import pytest

SHOP = Path(__file__).resolve().parents[2] / "src" / "chapter_examples" / "plugin_loader" / "shop"


def module_from(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("the_" + path.stem, str(path))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


loader = module_from(SHOP / "plugin_loader.py")
PluginFinder = module_from(SHOP.parent / "finder" / "plugin_finder.py").PluginFinder


@pytest.fixture(autouse=True)
def modules_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test leave a module or a finder behind, and let Python write .pyc files as it does for a reader."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    modules = set(sys.modules)
    yield
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_file_becomes_a_module_that_imports_can_find(tmp_path: Path) -> None:
    module = loader.load(write(tmp_path / "a.py", "here = __name__, __file__"), "plugin_a")
    assert module.here == ("plugin_a", str((tmp_path / "a.py").resolve()))
    assert importlib.import_module("plugin_a") is module


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.py")
    monkeypatch.chdir(tmp_path)
    assert os.path.isabs(loader.load("a.py", "plugin_a").__file__)


def test_a_plugin_is_in_sys_modules_while_it_runs(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import sys", "there = sys.modules[__name__].__dict__ is globals()")
    assert loader.load(path, "plugin_a").there


def test_a_package_has_its_submodules(tmp_path: Path) -> None:
    write(tmp_path / "a" / "__init__.py", "from .b import VALUE")
    write(tmp_path / "a" / "b.py", "VALUE = 5")
    assert loader.load(tmp_path / "a", "plugin_a").VALUE == 5
    assert "plugin_a.b" in sys.modules


def test_a_plugin_may_replace_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import sys", "sys.modules[__name__] = 'replaced'")
    assert loader.load(path, "plugin_a") == "replaced"


@pytest.mark.parametrize("name", ["missing.py", "notes.txt", "empty_folder"])
def test_what_is_no_plugin_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path / "notes.txt", "not Python")
    (tmp_path / "empty_folder").mkdir()
    with pytest.raises(loader.PluginError, match="no plugin at") as caught:
        loader.load(tmp_path / name, "plugin_a")
    assert caught.value.name == "plugin_a"
    assert caught.value.path == str(tmp_path / name)
    assert "plugin_a" not in sys.modules


def test_a_name_that_is_taken_stays_as_it_is(tmp_path: Path) -> None:
    json = importlib.import_module("json")
    with pytest.raises(loader.PluginError, match="the name is taken"):
        loader.load(write(tmp_path / "a.py"), "json")
    assert sys.modules["json"] is json


@pytest.mark.parametrize(
    ("line", "cause"), [("1 / 0", ZeroDivisionError), ("import no_such_module", ImportError), ("x = = 1", SyntaxError)]
)
def test_a_plugin_that_fails_is_named_with_its_cause_and_leaves_nothing(
    tmp_path: Path, line: str, cause: Type[Exception]
) -> None:
    write(tmp_path / "a" / "__init__.py", "from . import b", line)
    write(tmp_path / "a" / "b.py")
    with pytest.raises(loader.PluginError, match=r"plugin_a: [A-Za-z]+Error: ") as caught:
        loader.load(tmp_path / "a", "plugin_a")
    assert isinstance(caught.value.__cause__, cause)
    assert not [name for name in sys.modules if name.startswith("plugin_a")]


def test_a_plugin_that_failed_can_be_mended_and_loaded(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "1 / 0")
    with pytest.raises(loader.PluginError):
        loader.load(path, "plugin_a")
    assert loader.load(write(path, "VALUE = 1"), "plugin_a").VALUE == 1


def test_an_exit_passes_through_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        loader.load(write(tmp_path / "a.py", "raise SystemExit(3)"), "plugin_a")
    assert "plugin_a" not in sys.modules


def test_no_compiled_copy_is_kept(tmp_path: Path) -> None:
    loader.load(write(tmp_path / "a.py"), "plugin_a")
    assert not (tmp_path / "__pycache__").exists()


def test_a_stale_compiled_copy_is_not_run(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "VALUE = 1")
    stamp = path.stat()
    py_compile.compile(str(path), doraise=True)
    write(path, "VALUE = 2")
    os.utime(str(path), ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert loader.load(path, "plugin_a").VALUE == 2


def test_reload_makes_a_new_module_of_the_newest_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "VALUE = 1", "OLD = True")
    before = loader.load(path, "plugin_a")
    stamp = path.stat()
    write(path, "VALUE = 2", "NEW = True")
    os.utime(str(path), ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    after = loader.reload(before)
    assert (before.VALUE, after.VALUE) == (1, 2)
    assert not hasattr(after, "OLD")
    assert sys.modules["plugin_a"] is after


def test_reload_of_a_package_reloads_its_submodules(tmp_path: Path) -> None:
    write(tmp_path / "a" / "__init__.py", "from .b import VALUE")
    write(tmp_path / "a" / "b.py", "VALUE = 1")
    before = loader.load(tmp_path / "a", "plugin_a")
    write(tmp_path / "a" / "b.py", "VALUE = 1234")
    assert loader.reload(before).VALUE == 1234


@pytest.mark.parametrize("line", ["1 / 0", "raise KeyboardInterrupt"])
def test_a_reload_that_fails_keeps_the_old_plugin_whole(tmp_path: Path, line: str) -> None:
    write(tmp_path / "a" / "__init__.py", "from .b import VALUE")
    write(tmp_path / "a" / "b.py", "VALUE = 1")
    before = loader.load(tmp_path / "a", "plugin_a")
    part = sys.modules["plugin_a.b"]
    write(tmp_path / "a" / "__init__.py", "VALUE = 2", "from .b import VALUE", line)
    with pytest.raises((loader.PluginError, KeyboardInterrupt)):
        loader.reload(before)
    assert before.VALUE == 1
    assert sys.modules["plugin_a"] is before
    assert sys.modules["plugin_a.b"] is part


def test_remove_takes_out_the_plugin_and_its_submodules_only(tmp_path: Path) -> None:
    write(tmp_path / "a" / "__init__.py", "from . import b")
    write(tmp_path / "a" / "b.py")
    loader.load(tmp_path / "a", "plugin_a")
    loader.load(write(tmp_path / "c.py"), "plugin_a_longer_name")
    assert sorted(loader.remove("plugin_a")) == ["plugin_a", "plugin_a.b"]
    assert "plugin_a_longer_name" in sys.modules


def test_removing_what_is_not_there_changes_nothing() -> None:
    before = dict(sys.modules)
    assert loader.remove("no_such_plugin") == {}
    assert sys.modules == before


def test_a_directory_gives_modules_and_errors(tmp_path: Path) -> None:
    write(tmp_path / "good.py")
    write(tmp_path / "package" / "__init__.py")
    write(tmp_path / "broken.py", "1 / 0")
    for ignored in ("_helper.py", "not-a-name.py", "notes.txt", "folder/other.py", "package.old/__init__.py"):
        write(tmp_path / ignored, "1 / 0")
    plugins, errors = loader.load_directory(tmp_path, "plugin_")
    assert list(plugins) == ["good", "package"]
    assert all(isinstance(module, ModuleType) for module in plugins.values())
    assert list(errors) == ["broken"]
    assert isinstance(errors["broken"].__cause__, ZeroDivisionError)
    assert sorted(name for name in sys.modules if name.startswith("plugin_")) == ["plugin_good", "plugin_package"]


def test_a_directory_that_does_not_exist_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        loader.load_directory(tmp_path / "missing", "plugin_")


def test_the_finder_serves_files_and_packages(tmp_path: Path) -> None:
    write(tmp_path / "a.py", "VALUE = 1")
    write(tmp_path / "b" / "__init__.py", "from .c import VALUE")
    write(tmp_path / "b" / "c.py", "VALUE = 2")
    sys.meta_path.insert(0, PluginFinder("found_plugins", tmp_path))
    assert importlib.import_module("found_plugins.a").VALUE == 1
    assert importlib.import_module("found_plugins.b").VALUE == 2
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("found_plugins.missing")


def test_the_finder_sees_a_file_written_a_moment_ago(tmp_path: Path) -> None:
    sys.meta_path.insert(0, PluginFinder("found_plugins", tmp_path))
    stamp = tmp_path.stat()
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("found_plugins.a")
    write(tmp_path / "a.py", "VALUE = 1")
    os.utime(str(tmp_path), ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert importlib.import_module("found_plugins.a").VALUE == 1


def test_the_finder_leaves_other_names_to_others(tmp_path: Path) -> None:
    write(tmp_path / "json.py")
    finder = PluginFinder("found_plugins", tmp_path)
    assert finder.find_spec("json") is None
    assert finder.find_spec("other.json") is None


def test_a_module_of_the_finder_reloads_in_place(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "VALUE = 1")
    sys.meta_path.insert(0, PluginFinder("found_plugins", tmp_path))
    module = importlib.import_module("found_plugins.a")
    stamp = path.stat()
    write(path, "VALUE = 2")
    os.utime(str(path), ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert importlib.reload(module) is module
    assert module.VALUE == 2
