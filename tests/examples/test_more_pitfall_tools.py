"""The tools of the second page of Appendix D, used on what they would not like either."""

import importlib
import os
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import List

import pytest

from tests.examples.tools import EXAMPLES, definitions, module_of, run, write

SECOND = EXAMPLES / "more_pitfalls"


# D.8: find_ghosts and sweep


def test_what_deleted_modules_leave_is_found_in_a_nasty_folder(tmp_path: Path) -> None:
    files = {
        "gone/__pycache__/a.cpython-38.pyc": "",
        "data/__pycache__/a.cpython-38.pyc": "",
        "data/prices.txt": "",
        "c_code/fast" + EXTENSION_SUFFIXES[0]: "",
        "c_code/__pycache__/a.cpython-38.pyc": "",
        "alive/a.py": "",
        "alive/__pycache__/a.cpython-38.pyc": "",
        "alive/b.pyc": "",
        "file/__pycache__": "not a folder",
    }
    write(tmp_path, files)
    os.symlink("nowhere", str(tmp_path / "alive" / "link.pyc"))
    lines = run(SECOND / "find_ghosts" / "main.py", ".", cwd=tmp_path)
    assert sorted(line.replace(os.sep, "/") for line in lines) == [
        "./alive/b.pyc: imported without a source",
        "./alive/link.pyc: imported without a source",
        "./data: compiled copies, but no source",
        "./gone: compiled copies, but no source",
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    for program in ["find_ghosts/main.py", "swept/sweep.py"]:
        (line,) = run(SECOND / program, "lost", cwd=tmp_path)
        assert line.startswith("lost: ")


def test_a_sweep_leaves_everything_that_is_not_a_copy(tmp_path: Path) -> None:
    files = {
        "gone/deep/__pycache__/a.cpython-38.pyc": "",
        "numba/a.py": "",
        "numba/__pycache__/a.cpython-38.pyc": "",
        "numba/__pycache__/a.f-1.nbi": "",
        "release/b.pyc": "",
        "empty/.keep": "",
        "file/__pycache__": "",
    }
    write(tmp_path / "top", files)
    os.remove(str(tmp_path / "top" / "empty" / ".keep"))
    write(tmp_path / "outside", {"__pycache__/c.cpython-38.pyc": ""})
    os.symlink(str(tmp_path / "outside"), str(tmp_path / "top" / "link"))
    lines = run(SECOND / "swept" / "sweep.py", "top", cwd=tmp_path)
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if not path.is_dir())
    assert "top/numba/__pycache__/a.f-1.nbi" in left
    assert "top/release/b.pyc" in left
    assert "top/file/__pycache__" in left
    assert "outside/__pycache__/c.cpython-38.pyc" in left
    assert "top/numba/__pycache__/a.cpython-38.pyc" not in left
    assert (tmp_path / "top" / "empty").is_dir()
    assert not (tmp_path / "top" / "gone" / "deep").exists()
    assert any("a.f-1.nbi is not a copy" in line for line in lines)


def test_a_sweep_of_the_current_folder_ends(tmp_path: Path) -> None:
    write(tmp_path / "here", {"__pycache__/a.cpython-38.pyc": ""})
    lines = run(SECOND / "swept" / "sweep.py", ".", cwd=tmp_path / "here")
    assert "removed" in lines[0]
    assert tmp_path.is_dir()


# D.9: hidden_names


def test_each_module_of_a_folder_is_compared_with_those_of_python(tmp_path: Path) -> None:
    names = ["random.py", "json/__init__.py", "time.py", "os.py", "sys.py", "till.py", "my-shop.py"]
    write(tmp_path, {**dict.fromkeys(names, "raise RuntimeError('imported')"), "csv/readme.txt": "", "a.b.py": ""})
    lines = run(SECOND / "hidden_names" / "main.py", str(tmp_path), cwd=tmp_path)
    told = dict(line.split(" ", 1) for line in lines)
    already = "is not imported, because Python has a module of that name already"
    assert told == {
        "random": "hides another module",
        "json": "hides another module",
        "time": already,
        "os": already,
        "sys": already,
        "till": "has a name of its own",
        "my-shop": "has a name of its own",
    }


# D.10: changeable_defaults


def defaults(text: str) -> List[str]:
    changeable_defaults = definitions(SECOND / "list_defaults" / "main.py").changeable_defaults
    return list(changeable_defaults(module_of("the_shop", text)))


def test_defaults_are_found_in_methods_and_behind_decorators() -> None:
    text = (
        "import functools\n"
        "def plain(a, b=[], *, c={}): pass\n"
        "@functools.lru_cache(maxsize=None)\n"
        "def cached(a=set()): pass\n"
        "def decorate(function):\n"
        "    @functools.wraps(function)\n"
        "    def wrapper(*arguments): return function(*arguments)\n"
        "    return wrapper\n"
        "@decorate\n"
        "def decorated(a=bytearray()): pass\n"
        "class A:\n"
        "    __slots__ = ()\n"
        "    def method(self, a=[]): pass\n"
        "    @classmethod\n"
        "    def of_class(cls, a=([],)): pass\n"
        "    @staticmethod\n"
        "    def static(a={}): pass\n"
        "    class B:\n"
        "        def deep(self, a=[]): pass\n"
        "later = lambda a=[]: a\n"
    )
    names = ["plain(b", "plain(c", "cached(a", "decorated(a", "A.method(a", "A.of_class(a", "A.static(a", "A.B.deep(a"]
    assert [line for line in defaults(text) if "cannot tell" not in line] == [
        f"{name}=…)" for name in [*names, "later(a"]
    ]


def test_a_default_that_cannot_be_printed_or_hashed_is_found() -> None:
    text = (
        "class Odd:\n"
        "    __class__ = property(lambda self: 1 / 0)\n"
        "    def __repr__(self): raise RuntimeError('printed')\n"
        "    def __hash__(self): raise RuntimeError('hashed')\n"
        "def f(a=Odd()): pass\n"
        "class Meta(type):\n"
        "    def __getattribute__(self, name): raise RuntimeError\n"
        "class Hidden(metaclass=Meta):\n"
        "    def g(self, a=[]): pass\n"
        "odd = Odd()\n"
    )
    assert defaults(text) == ["f(a=…)", "Hidden.g(a=…)"]


def test_a_callable_without_parameters_to_see_is_named() -> None:
    text = "def f(): pass\nf.__signature__ = 3\nfrom unittest.mock import Mock\nmock = Mock()\ndef g(a=[]): pass\n"
    lines = defaults(text)
    assert lines[0] == "f: cannot tell: TypeError"
    assert lines[-1] == "g(a=…)"


@pytest.mark.parametrize(
    "name", ["argparse", "json", "logging", "decimal", "unittest.mock", "asyncio.events", "textwrap"]
)
def test_the_defaults_of_a_library_module_are_told(name: str) -> None:
    changeable_defaults = definitions(SECOND / "list_defaults" / "main.py").changeable_defaults
    for line in changeable_defaults(importlib.import_module(name)):
        assert line.endswith("=…)") or ": cannot tell: " in line


# D.13: stale


PRICES = """
import collections
class Price: pass
class Slotted:
    __slots__ = ("cents",)
class Meta(type):
    def __getattribute__(self, name): raise RuntimeError
    def __eq__(self, other): raise RuntimeError
    __hash__ = None
class Odd(metaclass=Meta):
    __class__ = property(lambda self: 1 / 0)
    def __eq__(self, other): raise RuntimeError
    def __repr__(self): raise RuntimeError
class Outer:
    class Inner: pass
Pair = collections.namedtuple("Twins", "a b")
def local():
    class Local: pass
    return Local()
"""


def test_objects_of_replaced_classes_are_found_and_no_others() -> None:
    stale = definitions(SECOND / "stale_objects" / "stale.py").stale
    module = module_of("prices_found", PRICES)
    child = type("Child", (module.Price,), {"__module__": "elsewhere"})()
    old = [module.Price(), module.Slotted(), module.Outer.Inner(), child]
    others = [module.local(), module.Pair(1, 2), type("Price", (), {})()]
    assert list(stale(module)) == []
    exec(PRICES, vars(module))
    others += [module.Price(), module.Slotted(), module.local()]
    # Some Pythons also list the class `Odd`, which is an instance of the replaced class `Meta`.
    assert {id(thing) for thing in stale(module) if not issubclass(type(thing), type)} == {id(thing) for thing in old}
    assert others


def test_an_object_that_lies_about_its_class_is_found() -> None:
    stale = definitions(SECOND / "stale_objects" / "stale.py").stale
    module = module_of("prices_lied", PRICES)
    old = module.Odd()
    assert list(stale(module)) == []
    exec(PRICES, vars(module))
    assert any(thing is old for thing in stale(module))


def test_a_class_that_is_gone_is_not_reported() -> None:
    stale = definitions(SECOND / "stale_objects" / "stale.py").stale
    module = module_of("prices_gone", PRICES)
    old = [module.Price(), module.Outer.Inner()]
    del module.Price
    module.Outer = 3
    assert len(old) == 2
    assert list(stale(module)) == []


def test_no_module_of_the_library_has_objects_of_replaced_classes() -> None:
    program = (
        "import argparse, ast, collections, csv, decimal, enum, email.message, gc, json, logging, random, re, string\n"
        "import sys\n"
        f"sys.path.insert(0, {str(SECOND / 'stale_objects')!r})\n"
        "from stale import stale\n"
        "modules = [argparse, collections, csv, decimal, enum, email.message, json, logging, random, re, string]\n"
        "print([type(thing) for module in modules for thing in stale(module)])\n"
    )
    assert subprocess.check_output([sys.executable, "-I", "-B", "-c", program]).decode().strip() == "[]"


# D.14: tell


def test_an_audit_hook_takes_each_argument_that_open_may_have(capsys: pytest.CaptureFixture[str]) -> None:
    program = definitions(SECOND / "audited_import" / "main.py")
    namespace = program.tell.__globals__
    namespace["watching"] = True
    for target in ["a.txt", b"\xff.txt", Path("b.txt"), 3, "c.py", Path("d.pyc"), b"e.py", "\udcff"]:
        program.tell("open", (target, "r", 0))
    program.tell("subprocess.Popen", ("python", [], None, None))
    program.tell("import", ("x", None, None, None, None))
    namespace["watching"] = False
    program.tell("open", ("f.txt", "r", 0))
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "open 'a.txt'",
        "open '\\udcff.txt'",
        "open 'b.txt'",
        "open 3",
        "open '\\udcff'",
        "subprocess.Popen 'python'",
    ]
