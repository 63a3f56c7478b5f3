"""The settings of a book: the same with and without the library for TOML, strict, and all that names a book."""

import random
import re
import shutil
import sys
from pathlib import Path
from typing import Dict, List

import pytest

from bookcheck.cli import main
from bookcheck.consistency import check_book, check_without_pages
from bookcheck.errors import BookError
from bookcheck.pages.book import Book, can_read_pages
from bookcheck.programs.runner import Runner
from bookcheck.publishing.wheel import wheel_sources
from bookcheck.settings import KEYS, has_settings, parse_settings, read_settings, table_alone
from tests.small_book import ROOT, copy_book, record_book

HERE = Path("pyproject.toml")
LINES = ["[tool.bookcheck]", *('{} = "a {}"'.format(key, key) for key in KEYS)]


def values(text: str) -> Dict[str, str]:
    found = parse_settings(text, HERE)
    return {key: getattr(found, key.replace("-", "_")) for key in KEYS}


def mistake(*lines: str) -> BookError:
    with pytest.raises(BookError) as caught:
        parse_settings("\n".join(lines) + "\n", HERE)
    assert caught.value.path == HERE
    return caught.value


def some_file(rng: random.Random) -> str:
    """Return a pyproject.toml with a table of settings among others, written in one of many ways."""
    words = ["src/programs", "a # b", "é → 🐍", "[tool.other]", "x = 'y'", "  two blanks  ", "="]
    lines: List[str] = []
    for key in rng.sample(KEYS, len(KEYS)):
        lines += rng.choice([[], [""], ["# " + rng.choice(words)], ["   "]])
        blank = [rng.choice(["", " ", "  ", "\t"]) for _ in range(4)]
        lines.append('{}{}{}={}"{}"{}'.format(blank[0], key, blank[1], blank[2], rng.choice(words), blank[3]))
        lines[-1] += rng.choice(["", "# a remark", ' # "quoted"'])
    header = rng.choice(["[tool.bookcheck]", "[ tool . bookcheck ]", "[tool.bookcheck] # of this book"])
    before = rng.choice([[], ["[project]", 'name = "x"', 'keywords = ["a", "b"]']])
    after = rng.choice([[], ["[[tool.other.list]]", 'docs = "none"'], ["[tool]", "bookcheckers = 3"]])
    return "\n".join([*before, header, *lines, *after]) + "\n"


@pytest.mark.skipif(sys.version_info < (3, 11), reason="tomllib is new in 3.11")
@pytest.mark.parametrize("seed", range(50))
def test_what_is_read_is_what_the_library_reads(seed: int) -> None:
    import tomllib

    text = some_file(random.Random(seed))
    expected = tomllib.loads(text)["tool"]["bookcheck"]
    assert values(text) == expected
    assert tomllib.loads(table_alone(text)) == {"tool": {"bookcheck": expected}}


@pytest.mark.skipif(sys.version_info < (3, 11), reason="tomllib is new in 3.11")
def test_the_book_s_own_settings_are_read_as_the_library_reads_them() -> None:
    import tomllib

    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert values(text) == tomllib.loads(text)["tool"]["bookcheck"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('doc = "docs"', "unknown setting 'doc'; did you mean docs?"),
        ('site_python = "3.14"', "unknown setting 'site_python'; did you mean site-python or pythons?"),
        ('heading = "A Book"', "unknown setting 'heading'"),
        ("docs = 'docs'", "the setting 'docs' cannot be parsed"),
        ("docs = docs", "the setting 'docs' cannot be parsed"),
        ('docs = ""', "the setting 'docs' cannot be parsed"),
        ('docs = "a\\tb"', "the setting 'docs' cannot be parsed"),
        ('docs = "a" "b"', "the setting 'docs' cannot be parsed"),
        ("docs = [", "the setting 'docs' cannot be parsed"),
        ('docs = """', "the setting 'docs' cannot be parsed"),
        ("docs", "the setting 'docs' cannot be parsed"),
        ("[tool.bookcheck]", "the table of settings begins twice"),
        ("[tool.bookcheck.folders]", "the settings of a book are one flat table"),
        ("[[tool.bookcheck]]", "the settings of a book are one flat table"),
    ],
)
def test_a_line_that_is_no_setting_is_refused_with_its_line(line: str, problem: str) -> None:
    error = mistake("[project]", *LINES[:2], line)
    assert error.problem == problem or (problem == "unknown setting 'heading'" and error.problem.startswith(problem))
    assert (error.line, error.found, error.fix) == (4, line, "edit pyproject.toml, line 4")
    assert 'site-python = "3.14"' in str(error.expected)


def test_a_setting_that_is_there_twice_is_refused() -> None:
    error = mistake(*LINES, 'docs = "docs"')
    assert (error.problem, error.line) == ("the setting 'docs' is there twice", len(LINES) + 1)


def test_what_is_missing_is_named() -> None:
    error = mistake(*LINES[:-3])
    assert error.problem == "the book does not set code-license, license-line"
    assert 'code-license = "…"' in str(error.expected)
    assert mistake("[project]").problem == "the book has no settings"


def test_a_book_need_not_have_inventories() -> None:
    assert parse_settings("\n".join(LINES[:-1]), Path("pyproject.toml")).inventories == ""


def test_a_file_that_cannot_be_read_is_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="the settings of the book cannot be read"):
        read_settings(tmp_path)
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.bookcheck]\n\xff")
    with pytest.raises(BookError, match="the settings of the book cannot be read"):
        read_settings(tmp_path)
    assert has_settings(tmp_path)


def test_the_folder_of_a_book_is_the_one_with_settings(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("\n".join(LINES), encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert Book.around(inner).root == tmp_path


@pytest.fixture(scope="module")
def other_book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    """The small book with another name for everything that its settings name, recorded."""
    root = copy_book(tmp_path_factory.mktemp("other") / "book").root
    for old, new in (("src/chapter_examples", "listings"), ("docs", "text"), ("pythons.txt", "versions.list")):
        shutil.move(str(root / old), str(root / new))
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    for key, value in (
        ("examples", "listings"),
        ("docs", "text"),
        ("recordings", "kept/outputs"),
        ("diagrams", "kept/pictures"),
        ("pythons", "versions.list"),
        ("code-license", "Unlicense"),
    ):
        settings = re.sub('(?m)^{} = ".*"'.format(key), '{} = "{}"'.format(key, value), settings)
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    record_book(Book(root), runner)
    return Book(root)


def test_another_book_needs_settings_and_no_change_of_the_engine(other_book: Book) -> None:
    check = check_book if can_read_pages() else check_without_pages
    assert [str(error) for error in check(other_book)] == []
    assert (other_book.root / "kept" / "outputs" / "basics" / "say_hello.txt").is_file()
    assert not (other_book.root / "recordings").exists()


def test_commands_of_another_book_say_what_its_settings_say(
    other_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(other_book.root)
    assert main(["check"]) == 0
    assert main(["copy", "basics/say_hello", str(tmp_path / "hello.py")]) == 0
    assert "; code license Unlicense\n" in capsys.readouterr().out
    assert main(["run", "basics/say_helo"]) == 1
    assert "did you mean basics/say_hello or" in capsys.readouterr().err


def test_a_wheel_of_another_book_has_its_recordings_in_its_own_package(other_book: Book) -> None:
    paths = [path for path in other_book.root.rglob("*") if path.is_file() and "build" not in path.parts]
    files = {path.relative_to(other_book.root).as_posix(): path.read_bytes() for path in paths}
    inside = {name for name in wheel_sources(files) if name.startswith("listings/_book/")}
    assert {"listings/_book/" + name for name in ("pyproject.toml", "versions.list")} < inside
    assert "listings/_book/kept/outputs/basics/say_hello.txt" in inside


def test_the_engine_names_nothing_of_this_book() -> None:
    named = re.compile(r"chapter_examples|MIT-0|CC[- ]BY|core-execution|SITE_PYTHON")
    found = [
        "{}: {}".format(path.relative_to(ROOT), match.group())
        for path in sorted((ROOT / "src" / "bookcheck").rglob("*.py"))
        for match in named.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
