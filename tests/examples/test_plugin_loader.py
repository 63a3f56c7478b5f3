"""The plugin loader of page 3.17, put to the uses that a program would make of it."""

import importlib.util
import os
import pickle
import py_compile
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import Any, Type

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
def writes_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Python write .pyc files as it does for a reader."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_file_becomes_a_module_that_imports_can_find(tmp_path: Path) -> None:
    module = loader.load(write(tmp_path / "a.py", "here = __name__, __file__"), "plugin_a").module
    assert module.here == ("plugin_a", str(tmp_path / "a.py"))
    assert importlib.import_module("plugin_a") is module


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.py")
    monkeypatch.chdir(tmp_path)
    assert os.path.isabs(loader.load("a.py", "plugin_a").module.__file__)


def test_a_plugin_is_in_sys_modules_while_it_runs(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import sys", "there = sys.modules[__name__].__dict__ is globals()")
    assert loader.load(path, "plugin_a").module.there


def test_a_package_has_its_submodules(tmp_path: Path) -> None:
    write(tmp_path / "a" / "__init__.py", "from .b import VALUE")
    write(tmp_path / "a" / "b.py", "VALUE = 5")
    assert loader.load(tmp_path / "a", "plugin_a").module.VALUE == 5
    assert "plugin_a.b" in sys.modules


def test_a_plugin_may_replace_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import sys", "sys.modules[__name__] = 'replaced'")
    assert loader.load(path, "plugin_a").module == "replaced"


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


def test_a_plugin_that_failed_can_be_fixed_and_loaded(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "1 / 0")
    with pytest.raises(loader.PluginError):
        loader.load(path, "plugin_a")
    assert loader.load(write(path, "VALUE = 1"), "plugin_a").module.VALUE == 1


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
    assert loader.load(path, "plugin_a").module.VALUE == 2


def test_reload_makes_a_new_module_of_the_newest_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "VALUE = 1", "OLD = True")
    before = loader.load(path, "plugin_a")
    stamp = path.stat()
    write(path, "VALUE = 2", "NEW = True")
    os.utime(str(path), ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    after = loader.reload(before)
    assert (before.module.VALUE, after.module.VALUE) == (1, 2)
    assert not hasattr(after.module, "OLD")
    assert sys.modules["plugin_a"] is after.module


def test_reload_of_a_package_reloads_its_submodules(tmp_path: Path) -> None:
    write(tmp_path / "a" / "__init__.py", "from .b import VALUE")
    write(tmp_path / "a" / "b.py", "VALUE = 1")
    before = loader.load(tmp_path / "a", "plugin_a")
    write(tmp_path / "a" / "b.py", "VALUE = 1234")
    assert loader.reload(before).module.VALUE == 1234


@pytest.mark.parametrize("line", ["1 / 0", "raise KeyboardInterrupt"])
def test_a_reload_that_fails_keeps_the_old_plugin_whole(tmp_path: Path, line: str) -> None:
    write(tmp_path / "a" / "__init__.py", "from .b import VALUE")
    write(tmp_path / "a" / "b.py", "VALUE = 1")
    before = loader.load(tmp_path / "a", "plugin_a")
    part = sys.modules["plugin_a.b"]
    write(tmp_path / "a" / "__init__.py", "VALUE = 2", "from .b import VALUE", line)
    with pytest.raises((loader.PluginError, KeyboardInterrupt)):
        loader.reload(before)
    assert before.module.VALUE == 1
    assert sys.modules["plugin_a"] is before.module
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


def test_a_directory_gives_plugins_and_errors(tmp_path: Path) -> None:
    write(tmp_path / "good.py")
    write(tmp_path / "package" / "__init__.py")
    write(tmp_path / "broken.py", "1 / 0")
    for ignored in ("_helper.py", "not-a-name.py", "notes.txt", "folder/other.py", "package.old/__init__.py"):
        write(tmp_path / ignored, "1 / 0")
    plugins, errors = loader.load_directory(tmp_path, "plugin_")
    assert list(plugins) == ["good", "package"]
    assert all(isinstance(plugin.module, ModuleType) for plugin in plugins.values())
    assert list(errors) == ["broken"]
    assert isinstance(errors["broken"].__cause__, ZeroDivisionError)
    assert sorted(name for name in sys.modules if name.startswith("plugin_")) == ["plugin_good", "plugin_package"]


def test_a_directory_that_does_not_exist_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        loader.load_directory(tmp_path / "missing", "plugin_")


def test_a_plugin_that_replaced_itself_reloads(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import sys", "sys.modules[__name__] = 'first'")
    before = loader.load(path, "plugin_a")
    write(path, "import sys", "sys.modules[__name__] = 'second'")
    assert loader.reload(before).module == "second"
    assert str(sys.modules["plugin_a"]) == "second"


def test_a_plugin_that_replaced_itself_is_kept_if_its_reload_fails(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import sys", "sys.modules[__name__] = 'first'")
    before = loader.load(path, "plugin_a")
    write(path, "1 / 0")
    with pytest.raises(loader.PluginError):
        loader.reload(before)
    assert str(sys.modules["plugin_a"]) == "first"


@pytest.mark.parametrize("line", ["__file__ = 'elsewhere.py'", "__name__ = 'json'", "del __file__, __name__"])
def test_a_plugin_that_changes_its_own_attributes_reloads(tmp_path: Path, line: str) -> None:
    json = importlib.import_module("json")
    path = write(tmp_path / "a.py", "VALUE = 1", line)
    before = loader.load(path, "plugin_a")
    write(path, "VALUE = 2", line)
    assert loader.reload(before).module.VALUE == 2
    assert sys.modules["json"] is json


def test_a_plugin_reloads_from_its_own_file_after_a_change_of_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.py", "VALUE = 1")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    plugin = loader.load("a.py", "plugin_a")
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert loader.reload(plugin).module.VALUE == 1


def test_a_plugin_that_removes_itself_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import sys", "del sys.modules[__name__]")
    with pytest.raises(loader.PluginError, match="KeyError"):
        loader.load(path, "plugin_a")


def test_an_exception_that_cannot_be_printed_is_named_by_its_type(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "class Odd(Exception):", "    __str__ = None", "raise Odd")
    with pytest.raises(loader.PluginError, match="plugin_a: Odd, whose message cannot be printed"):
        loader.load(path, "plugin_a")
    assert "plugin_a" not in sys.modules


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        (b"# -*- coding: latin-1 -*-\nVALUE = '\xe9'\n", None),
        (b"\xef\xbb\xbfVALUE = '\xc3\xa9'\n", None),
        (b"VALUE = '\xe9'\n", SyntaxError),
        (b"# -*- coding: no-such-codec -*-\n", SyntaxError),
        (b"VALUE = '\0'\n", (SyntaxError, ValueError)),
    ],
)
def test_the_encoding_of_a_plugin_is_that_of_an_ordinary_module(tmp_path: Path, source: bytes, cause: Any) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(source)
    if cause is None:
        assert loader.load(path, "plugin_a").module.VALUE == "\xe9"
    else:
        with pytest.raises(loader.PluginError) as caught:
            loader.load(path, "plugin_a")
        assert isinstance(caught.value.__cause__, cause)


@pytest.mark.parametrize("place", ["loop.py", "a\0b.py", "a.py/__init__.py", "x" * 300 + ".py"])
def test_a_path_that_cannot_be_opened_is_no_plugin(tmp_path: Path, place: str) -> None:
    write(tmp_path / "a.py")
    (tmp_path / "loop.py").symlink_to(tmp_path / "loop.py")
    with pytest.raises(loader.PluginError, match="no plugin at"):
        loader.load(os.path.join(str(tmp_path), place), "plugin_a")


def test_of_two_threads_that_load_one_name_exactly_one_succeeds(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", "import threading", "VALUE = threading.get_ident()")
    plugins, errors, barrier = [], [], threading.Barrier(8)

    def use() -> None:
        barrier.wait()
        try:
            plugins.append(loader.load(path, "plugin_a"))
        except loader.PluginError as error:
            errors.append(str(error))

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [plugin.module for plugin in plugins] == [sys.modules["plugin_a"]]
    assert errors == ["plugin_a: the name is taken"] * 7


def test_another_thread_gets_a_half_initialized_plugin(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.py",
        "import importlib, threading",
        "half = []",
        "look = lambda: half.append(hasattr(importlib.import_module(__name__), 'VALUE'))",
        "thread = threading.Thread(target=look)",
        "thread.start()",
        "thread.join()",
        "VALUE = 1",
    )
    assert loader.load(path, "plugin_a").module.half == [False]


def test_an_object_of_a_plugin_can_be_pickled_until_the_plugin_is_reloaded(tmp_path: Path) -> None:
    plugin = loader.load(write(tmp_path / "a.py", "class Voucher:", "    off = 10"), "plugin_a")
    voucher = plugin.module.Voucher()
    assert pickle.loads(pickle.dumps(voucher)).off == 10
    loader.reload(plugin)
    with pytest.raises(pickle.PicklingError, match="not the same object"):
        pickle.dumps(voucher)


def test_another_process_cannot_unpickle_an_object_of_a_plugin(tmp_path: Path) -> None:
    plugin = loader.load(write(tmp_path / "a.py", "class Voucher:", "    off = 10"), "plugin_a")
    program = f"import pickle; pickle.loads({pickle.dumps(plugin.module.Voucher())!r})"
    run = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert b"ModuleNotFoundError: No module named 'plugin_a'" in run.stdout


def test_a_failed_plugin_leaves_what_it_did_elsewhere(tmp_path: Path) -> None:
    write(tmp_path / "a.py", "import json", "json.left_by_a_plugin = True", "1 / 0")
    with pytest.raises(loader.PluginError):
        loader.load(tmp_path / "a.py", "plugin_a")
    json = importlib.import_module("json")
    assert json.__dict__.pop("left_by_a_plugin")


@pytest.mark.parametrize("interrupt", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_a_directory_that_is_interrupted_leaves_nothing(tmp_path: Path, interrupt: Type[BaseException]) -> None:
    write(tmp_path / "good.py")
    write(tmp_path / "stops.py", "raise " + interrupt.__name__)
    with pytest.raises(interrupt):
        loader.load_directory(tmp_path, "plugin_")
    assert not [name for name in sys.modules if name.startswith("plugin_")]


def test_a_file_and_a_package_of_one_name_give_the_package_and_an_error(tmp_path: Path) -> None:
    write(tmp_path / "a" / "__init__.py", "KIND = 'package'")
    write(tmp_path / "a.py", "KIND = 'file'")
    plugins, errors = loader.load_directory(tmp_path, "plugin_")
    assert plugins["a"].module.KIND == "package"
    assert str(errors["a"]) == "plugin_a: the name is taken"


def test_odd_entries_of_a_directory_are_errors_or_left_out(tmp_path: Path) -> None:
    (tmp_path / "loop.py").symlink_to(tmp_path / "loop.py")
    (tmp_path / "gone.py").symlink_to(tmp_path / "nothing.py")
    (tmp_path / "folder.py").mkdir()
    for entry in ["two words.py", "1st.py", ".py", "a.b.py", "a.pyc", "__init__.py"]:
        write(tmp_path / entry)
    write(tmp_path / "class.py", "VALUE = 1")
    write(tmp_path / "caf\xe9.py", "VALUE = 2")
    plugins, errors = loader.load_directory(tmp_path, "plugin_")
    assert {name: plugin.module.VALUE for name, plugin in plugins.items()} == {"class": 1, "caf\xe9": 2}
    assert sorted(errors) == ["folder", "gone", "loop"]


def test_an_ordinary_reload_runs_another_file_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = loader.load(write(tmp_path / "plugins" / "voucher.py", "VALUE = 'plugin'"), "plugin_voucher")
    write(tmp_path / "plugin_voucher.py", "VALUE = 'other'")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert importlib.reload(plugin.module) is plugin.module
    assert plugin.module.VALUE == "other"


def test_a_failed_import_leaves_the_submodules_that_succeeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "failing" / "__init__.py", "from . import part", "1 / 0")
    write(tmp_path / "failing" / "part.py")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ZeroDivisionError):
        importlib.import_module("failing")
    assert [name for name in sys.modules if name.startswith("failing")] == ["failing.part"]


def run_checked(folder: Path, **plugins: str) -> str:
    """Return what the solution prints in ``folder``, with the source of each of ``plugins`` put into its place."""
    shutil.copytree(str(SHOP.parent / "checked"), str(folder))
    for name, source in plugins.items():
        write(folder / "plugins" / (name + ".py"), source)
    command = [sys.executable, "main.py"]
    run = subprocess.run(command, cwd=str(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return run.stdout.decode()


def test_a_checked_plugin_is_in_sys_modules(tmp_path: Path) -> None:
    plugin = "import sys\ndef apply(price): return sys.modules[__name__] is sys.modules['voucher']"
    assert "100 becomes True" in run_checked(tmp_path / "checked", voucher=plugin)


def test_a_checked_plugin_may_define_a_data_class_whose_annotations_are_strings(tmp_path: Path) -> None:
    assert "voucher is loaded: 100 becomes 90" in run_checked(tmp_path / "checked")


def test_a_checked_plugin_that_is_refused_does_not_run(tmp_path: Path) -> None:
    output = run_checked(tmp_path / "checked", greeting="print('Hello!')\nif True:\n    def apply(price): return 1")
    assert "refused: greeting has no function apply" in output
    assert "Hello!" not in output


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
