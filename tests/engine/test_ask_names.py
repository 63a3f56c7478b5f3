"""What the running Python is asked: whether it has an instruction, an attribute, a module or something in one."""

import sys

import pytest

from bookcheck.programs.ask_names import exists, instructions


@pytest.mark.parametrize(
    "name",
    [
        "LOAD_FAST",
        "co_code",
        "f_back",
        "tb_next",
        "gi_frame",
        "NameError",
        "dict.items",
        "sys",
        "sys.modules",
        "importlib.machinery",
        "importlib.machinery.FileFinder.find_spec",
        "importlib._bootstrap._find_and_load",
        "types.FrameType.f_locals",
        "ast.BinOp",
        "__main__",
        "__spec__",
        "__code__",
        "__dict__",
    ],
)
def test_every_python_of_the_book_has(name: str) -> None:
    assert exists(name)


@pytest.mark.parametrize(
    "name",
    [
        "LOAD_SLOWLY",
        "co_missing",
        "f_missing",
        "MissingError",
        "dict.missing",
        "missing_module",
        "sys.missing",
        "sys.modules.missing",
        "importlib.missing",
        "__missing_name__",
        "types.FrameType.missing",
    ],
)
def test_no_python_has(name: str) -> None:
    assert not exists(name)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("BINARY_ADD", (3, 0), (3, 10)),
        ("BINARY_OP", (3, 11), (4, 0)),
        ("BINARY_OP_ADD_INT", (3, 11), (4, 0)),
        ("LOAD_FAST__LOAD_FAST", (3, 11), (3, 12)),
        ("SETUP_FINALLY", (3, 0), (3, 10)),  # later it is the compiler's own, and in the table all the same
        ("co_qualname", (3, 11), (4, 0)),
        ("parser", (3, 0), (3, 9)),
        ("sys.monitoring", (3, 12), (4, 0)),
        ("ast.Num", (3, 0), (3, 13)),  # deprecated before it went, and there all the same
    ],
)
def test_what_only_some_have_is_found_on_those(name: str, first: "tuple[int, int]", last: "tuple[int, int]") -> None:
    assert exists(name) == (first <= sys.version_info[:2] <= last)


def test_only_what_code_can_hold_is_an_instruction() -> None:
    assert {"LOAD_FAST", "RETURN_VALUE"} <= instructions()
    assert "JUMP" not in instructions()


def test_a_module_that_is_not_imported_yet_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    assert exists("colorsys.rgb_to_hsv")
