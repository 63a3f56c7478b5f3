"""The tools of Appendix D, used on folders, modules and objects that are not what a tool would like."""

import importlib
import io
import json
import os
import py_compile
import shutil
import sys
import threading
from pathlib import Path
from types import MappingProxyType
from typing import Any, Dict, List

import pytest

from tests.examples.tools import EXAMPLES, definitions, module_of, run, write

FIRST = EXAMPLES / "pitfalls_in_full"
LIBRARY = Path(os.__file__).parent


# D.1: find_circles and each_alone


def circles(folder: Path, files: Dict[str, Any]) -> List[str]:
    write(folder, {"shop/__init__.py": "", **{f"shop/{name}": content for name, content in files.items()}})
    return run(FIRST / "find_circles" / "main.py", "shop", cwd=folder)


@pytest.mark.parametrize(
    "text",
    [
        "from shop.b import x",
        "import shop.b",
        "from shop import b",
        "from . import b",
        "from .b import x",
        "from shop.b import *",
        "if True:\n    from shop.b import x",
        "try:\n    import shop.b\nexcept ImportError:\n    pass",
        "try:\n    pass\nfinally:\n    import shop.b",
        "with open(__file__):\n    import shop.b",
        "for _ in 'a':\n    import shop.b",
        "while True:\n    import shop.b\n    break",
        "class A:\n    import shop.b",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    pass\nelse:\n    import shop.b",
    ],
)
def test_a_circle_that_an_import_runs_through_is_found(tmp_path: Path, text: str) -> None:
    assert circles(tmp_path, {"a.py": text, "b.py": "import shop.a"}) == ["shop.a -> shop.b -> shop.a"]


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    import shop.b",
        "class A:\n    async def f(self):\n        import shop.b",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import shop.b",
        "import typing\nif typing.TYPE_CHECKING:\n    import shop.b",
        "if __name__ == '__main__':\n    import shop.b",
        "from other.shop import b",
        "import b",
    ],
)
def test_an_import_that_does_not_run_makes_no_circle(tmp_path: Path, text: str) -> None:
    assert circles(tmp_path, {"a.py": text, "b.py": "import shop.a"}) == []


@pytest.mark.skipif(sys.version_info < (3, 15), reason="an older Python cannot parse `lazy import`")
def test_a_lazy_import_makes_no_circle(tmp_path: Path) -> None:
    assert circles(tmp_path, {"a.py": "lazy import shop.b", "b.py": "import shop.a"}) == []


def test_the_package_may_be_the_current_folder(tmp_path: Path) -> None:
    write(tmp_path, {"shop/__init__.py": "", "shop/a.py": "from . import b", "shop/b.py": "from shop import a"})
    lines = run(FIRST / "find_circles" / "main.py", ".", cwd=tmp_path / "shop")
    assert lines == ["shop.a -> shop.b -> shop.a"]


def test_a_circle_through_the_package_itself_is_found(tmp_path: Path) -> None:
    files = {"__init__.py": "from .a import x\ny = 1", "a.py": "from shop import y\nx = 1"}
    assert circles(tmp_path, files) == ["shop -> shop.a -> shop"]


def test_a_circle_through_a_parent_package_is_found(tmp_path: Path) -> None:
    files = {"a.py": "import shop.sub.c", "sub/__init__.py": "from .. import a", "sub/c.py": ""}
    assert circles(tmp_path, files) == ["shop.a -> shop.sub -> shop.a"]


def test_a_module_that_imports_itself_is_found(tmp_path: Path) -> None:
    assert circles(tmp_path, {"a.py": "import shop.a"}) == ["shop.a -> shop.a"]


def test_calls_that_may_import_are_named(tmp_path: Path) -> None:
    text = "import importlib\nimportlib.import_module('x')\n__import__('x')\nexec('import x')\n"
    assert circles(tmp_path, {"a.py": text}) == [f"shop/a.py, line {n}: a call that may import more" for n in (2, 3, 4)]


@pytest.mark.parametrize(
    "content",
    [b'NAMES = ["Ada"', b"x = 1\0", b"# coding: klingon\n", b'"\xff"', b"\xff\xfex\0=\x001\0"],
    ids=["truncated", "null byte", "unknown encoding", "not UTF-8", "UTF-16"],
)
def test_a_file_that_is_not_python_is_named_and_the_others_are_read(tmp_path: Path, content: bytes) -> None:
    files = {"0.py": content, "a.py": "import shop.b", "b.py": "import shop.a"}
    named, circle = circles(tmp_path, files)
    assert named.startswith("shop/0.py: not read: ")
    assert circle == "shop.a -> shop.b -> shop.a"


@pytest.mark.skipif(sys.version_info < (3, 9), reason="the parser of 3.8 also writes to standard error")
def test_a_file_that_is_nested_too_deep_is_named(tmp_path: Path) -> None:
    (line,) = circles(tmp_path, {"0.py": b"(" * 5000})
    assert line.startswith("shop/0.py: not read: ")


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfimport shop.b", b"# coding: latin-1\nx = '\xe9'\nimport shop.b"])
def test_a_file_in_another_encoding_is_read(tmp_path: Path, content: bytes) -> None:
    assert circles(tmp_path, {"a.py": content, "b.py": "import shop.a"}) == ["shop.a -> shop.b -> shop.a"]


def test_a_folder_called_like_a_module_and_a_broken_link_are_named(tmp_path: Path) -> None:
    write(tmp_path, {"shop/__init__.py": "", "shop/x.py/readme.txt": ""})
    os.symlink("nowhere", str(tmp_path / "shop" / "y.py"))
    lines = circles(tmp_path, {})
    assert [line.partition(": ")[0] for line in lines] == ["shop/x.py", "shop/y.py"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_file_name_that_is_not_text_is_printed(tmp_path: Path) -> None:
    write(tmp_path, {"shop/__init__.py": ""})
    (tmp_path / "shop" / os.fsdecode(b"\xff.py")).write_text("(")
    assert circles(tmp_path, {}) == ["shop/\\udcff.py: not read: SyntaxError"]


@pytest.mark.parametrize("package", ["json", "email", "asyncio", "importlib"])
def test_a_package_of_the_library_is_read_without_an_error(package: str) -> None:
    lines = run(FIRST / "find_circles" / "main.py", package, cwd=LIBRARY)
    assert not [line for line in lines if "not read" in line]


def test_each_module_is_imported_alone_or_named(tmp_path: Path) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/__main__.py": "raise SystemExit('the program ran')",
        "shop/good.py": "print('\\xff')",
        "shop/my-module.py": "",
        "shop/quits.py": "raise SystemExit(3)",
        "shop/cut.py": "x = (",
        "shop/odd.py": "import os\nos.write(2, b'\\xff')\nraise ValueError('one\\ntwo')",
        "shop/sub/__init__.py": "",
        "shop/sub/deep.py": "import shop.nothing",
        "shop/readme.txt": "",
    }
    lines = run(FIRST / "each_alone" / "main.py", "shop", cwd=write(tmp_path, files))
    told = dict(line.split(": ", 1) for line in lines)
    assert told.pop("shop.cut").startswith("SyntaxError: ")
    assert told == {
        "shop.__main__": "not imported: it is a program",
        "shop.good": "good",
        "shop.my-module": "good",
        "shop.quits": "exit status 3",
        "shop.odd": "two",
        "shop.sub": "good",
        "shop.sub.deep": "ModuleNotFoundError: No module named 'shop.nothing'",
    }


# D.2: changed_by


def changes(module: Any, text: str) -> Any:
    changed_by = definitions(FIRST / "what_a_call_changes" / "changes.py").changed_by
    return changed_by(lambda: exec(text, vars(module)), module)


def test_a_variable_that_is_changed_made_or_deleted_is_told() -> None:
    module = module_of("money", "a = {'x': [1]}; b = 2; _c = 3")
    assert changes(module, "a['x'].append(2); del b; _c += 1; d = 5") == (
        {"a": ({"x": [1]}, {"x": [1, 2]}), "b": (2, "not there"), "_c": (3, 4), "d": ("not there", 5)},
        [],
    )


def test_a_change_behind_a_read_only_dictionary_is_told() -> None:
    module = module_of("money", "")
    inner = {"currency": "EUR"}
    module.OPTIONS = MappingProxyType(inner)
    changed_by = definitions(FIRST / "what_a_call_changes" / "changes.py").changed_by
    changed, unknown = changed_by(lambda: inner.update(currency="USD"), module)
    assert changed == {"OPTIONS": ({"currency": "EUR"}, {"currency": "USD"})}
    assert unknown == []


class Unequal:
    def __eq__(self, other: object) -> bool:
        raise RuntimeError("compared")

    def __repr__(self) -> str:
        raise RuntimeError("printed")


class Plain:
    """Equal to nothing else, so a copy of it is another object."""


def refuse(*arguments: object) -> None:
    raise RuntimeError("asked")


Liar = type("Liar", (), {"__class__": property(refuse), "__getattribute__": refuse, "__repr__": refuse})


@pytest.mark.parametrize(
    "value",
    [threading.Lock(), (n for n in [1]), Unequal(), Plain(), [Plain()], {"deep": MappingProxyType({})}, io.StringIO],
    ids=["lock", "generator", "raises", "plain", "in a list", "nested proxy", "class"],
)
def test_what_cannot_be_compared_is_named_and_the_others_are_compared(value: object) -> None:
    module = module_of("money", "a = 1")
    module.odd = value
    assert changes(module, "a = 2") == ({"a": (1, 2)}, [] if value is io.StringIO else ["odd"])


def test_an_object_that_lies_and_a_name_that_is_not_text_are_compared_or_named() -> None:
    module = module_of("money", "a = 1; globals()[2] = 3")
    module.liar = Liar()
    assert changes(module, "globals()[2] = 4") == ({2: (3, 4)}, ["liar"])


def test_an_exception_of_the_call_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        changes(module_of("money", "a = 1"), "1 / 0")


@pytest.mark.parametrize("name", ["os", "re", "json", "decimal", "logging", "random", "calendar", "email.message"])
def test_a_call_that_does_nothing_changes_no_module_of_the_library(name: str) -> None:
    changed, _ = changes(importlib.import_module(name), "")
    assert changed == {}


# D.3: hidden_by_star


def test_a_star_on_an_odd_module_is_told_in_a_sentence(tmp_path: Path) -> None:
    files = {
        "missing.py": "__all__ = ['open', 'lost']\nopen = 1",
        "numbers_in_list.py": "__all__ = [1, 'a']",
        "quits.py": "raise SystemExit(1)",
        "cut.py": "x = (",
        "odd_key.py": "globals()[1] = 2\nlen = 3",
        "package/__init__.py": "__all__ = ['open']",
        "package/open.py": "",
        "lying.py": "__all__ = ['max']\ndef __getattr__(name):\n    raise RuntimeError(name)",
    }
    shutil.copy(str(FIRST / "hidden_by_star.py"), str(write(tmp_path, files)))
    names = ["missing", "numbers_in_list", "quits", "cut", "odd_key", "package", "lying", "no_module", "not a name"]
    lines = run(tmp_path / "hidden_by_star.py", *names, cwd=tmp_path)
    told = dict(line.split(": ", 1) for line in lines)
    assert told.pop("package") == "open"
    assert [name for name, text in told.items() if not text.startswith("cannot tell: ")] == []
    assert len(told) == 8


def test_a_star_on_modules_of_the_library_is_told(tmp_path: Path) -> None:
    names = "abc array ast asyncio bz2 codecs collections csv ctypes decimal email gzip io json logging lzma math os re"
    lines = run(FIRST / "hidden_by_star.py", *names.split(), cwd=tmp_path)
    told = dict(line.split(": ", 1) for line in lines)
    assert list(told) == names.split()
    assert {"open"} <= set(told["codecs"].split(", ")) & set(told["os"].split(", "))
    assert not [name for name, text in told.items() if "cannot tell" in text]


# D.4: loaded_twice


def test_a_file_that_is_two_modules_is_found_also_by_a_link(tmp_path: Path) -> None:
    loaded_twice = definitions(FIRST / "one_file_twice" / "twice.py").loaded_twice
    before = loaded_twice()
    file = write(tmp_path, {"a.py": ""}) / "a.py"
    os.symlink(str(file), str(tmp_path / "b.py"))
    for name, path in [("first_a", file), ("second_a", tmp_path / "b.py")]:
        module_of(name, "").__file__ = str(path)
    sys.modules["third_a"] = sys.modules["second_a"]
    after = loaded_twice()
    assert [names for path, names in after.items() if path not in before] == [["first_a", "second_a"]]


def test_what_is_not_a_module_in_sys_modules_is_passed_over() -> None:
    modules_by_file = definitions(FIRST / "one_file_twice" / "twice.py").modules_by_file
    before = modules_by_file()
    sys.modules["odd_none"] = None  # type: ignore[assignment]
    sys.modules["odd_liar"] = Liar()
    for name, file in {"odd_number": 3, "odd_nothing": None}.items():
        module_of(name, "").__file__ = file
    assert modules_by_file() == before


# D.6: searching, load, WatchedPath


def test_a_path_on_loan_keeps_what_others_did_meanwhile(tmp_path: Path) -> None:
    searching = definitions(FIRST / "path_on_loan" / "main.py").searching
    before = list(sys.path)
    with searching(tmp_path):
        assert sys.path[0] == str(tmp_path)
        sys.path.insert(0, "first")
        sys.path.append("last")
    assert sys.path == ["first", *before, "last"]


def test_a_path_on_loan_is_returned_after_an_exception_a_removal_and_a_new_list(tmp_path: Path) -> None:
    searching = definitions(FIRST / "path_on_loan" / "main.py").searching
    before = list(sys.path)
    with pytest.raises(KeyError), searching(tmp_path), searching(tmp_path):
        raise KeyError
    with searching(tmp_path):
        sys.path.remove(str(tmp_path))
    with searching(tmp_path):
        sys.path = sys.path[:]
    assert sys.path == before


def test_a_path_on_loan_is_the_same_after_a_change_of_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searching = definitions(FIRST / "path_on_loan" / "main.py").searching
    before = list(sys.path)
    monkeypatch.chdir(tmp_path)
    with searching("."):
        os.chdir(os.pardir)
        assert sys.path[0] == str(tmp_path)
    assert sys.path == before


def test_a_file_that_fails_or_is_no_module_leaves_nothing_behind(tmp_path: Path) -> None:
    load = definitions(FIRST / "name_of_its_own" / "main.py").load
    write(
        tmp_path,
        {"bad.py": "1 / 0", "cut.py": "x = (", "a.txt": "", "gone.py": "import sys\ndel sys.modules[__name__]\n1 / 0"},
    )
    cases = {"bad.py": ZeroDivisionError, "cut.py": SyntaxError, "a.txt": ImportError, "gone.py": ZeroDivisionError}
    for name, error in {**cases, "lost.py": FileNotFoundError}.items():
        with pytest.raises(error):
            load("the_trial", str(tmp_path / name))
        assert "the_trial" not in sys.modules


def test_a_name_that_is_taken_is_refused() -> None:
    load = definitions(FIRST / "name_of_its_own" / "main.py").load
    with pytest.raises(ImportError, match="json"):
        load("json", __file__)
    assert sys.modules["json"] is json


def test_a_watched_list_does_what_a_list_does_and_tells(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    watched = definitions(FIRST / "watched_path" / "watched.py").WatchedPath(["a"])
    plain: List[Any] = ["a"]
    liar: Any = Liar()
    for path in (watched, plain):
        path.append("")
        path.insert(0, tmp_path)
        path.insert(1, b"bytes")
        path.extend(["b", "c"])
        path += ["d"]
        path[0] = "e"
        path[1:2] = [3]
        del path[2]
        path.remove("b")
        path.pop()
        path.append(Unequal)
        path.insert(0, liar)
        path.pop(0)
        path.append("\udcff")
        path.reverse()
        path.sort(key=str)
    assert watched == plain
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 16
    assert lines[0].endswith(": append('')")
    assert lines[4].endswith(": __iadd__(['d'])")


# D.7: read_bytecode


def test_a_damaged_or_foreign_file_is_not_read(tmp_path: Path) -> None:
    read = definitions(FIRST / "read_bytecode" / "main.py").read
    compiled = py_compile.compile(str(FIRST / "read_bytecode" / "vault.py"), cfile=str(tmp_path / "a.pyc"))
    whole = (tmp_path / "a.pyc").read_bytes()
    assert compiled is not None
    assert read(compiled).co_name == "<module>"
    damaged = [whole[:size] for size in range(0, len(whole), 7)] + [b"\0" * 20, whole[:16] + b"N", b"\0" + whole[1:]]
    for content in damaged:
        (tmp_path / "b.pyc").write_bytes(content)
        with pytest.raises((EOFError, TypeError, ValueError)):
            read(str(tmp_path / "b.pyc"))


def test_each_string_of_a_library_module_is_told(tmp_path: Path) -> None:
    for name in ["textwrap", "json/decoder"]:
        py_compile.compile(str(LIBRARY / f"{name}.py"), cfile=str(tmp_path / (Path(name).name + ".pyc")), doraise=True)
    lines = run(FIRST / "read_bytecode" / "main.py", "lost.pyc", "textwrap.pyc", "decoder.pyc", ".", cwd=tmp_path)
    assert lines[0] == "lost.pyc: not read: FileNotFoundError"
    assert lines[-1].startswith(".: not read: ")
    assert any(line.startswith("dedent: names ") for line in lines)
    assert any(line.startswith("raw_decode: names ") for line in lines)
