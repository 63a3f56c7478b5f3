"""Finding the examples, and refusing what is none."""

import sys
from pathlib import Path
from typing import Dict, Mapping, Union

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.examples import find_claims_files, find_examples, standard_library
from tests.small_book import EXAMPLES


def written(root: Path, files: Mapping[str, Union[str, bytes]]) -> Path:
    for name, content in {"__init__.py": "", "basics/__init__.py": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


def mistake(root: Path, files: Dict[str, Union[str, bytes]]) -> BookError:
    with pytest.raises(BookError) as caught:
        find_examples(written(root, files))
    assert caught.value.fix
    return caught.value


def test_the_small_book_has_its_examples_in_the_order_of_their_names(small_book: Book) -> None:
    assert tuple(small_book.examples) == EXAMPLES


def test_helpers_packages_and_probes_are_no_examples(tmp_path: Path) -> None:
    root = written(
        tmp_path, {"basics/_helper.py": "", "basics/claims.py": "", "basics/one_thing.py": "", "_x/a.py": ""}
    )
    assert list(find_examples(root)) == ["basics/one_thing"]
    assert find_claims_files(root) == {"basics": root / "basics" / "claims.py"}


def test_a_module_is_a_program_of_one_file(small_book: Book) -> None:
    example = small_book.examples["basics/say_hello"]
    assert (example.main, list(example.files), example.folder) == ("say_hello.py", ["say_hello.py"], None)
    assert b"# book:" not in example.files["say_hello.py"].data


def test_a_folder_is_a_program_of_several_files_the_one_that_starts_it_first(small_book: Book) -> None:
    example = small_book.examples["basics/count_words"]
    assert list(example.files) == ["main.py", "counting.py", "poem.txt"]
    assert example.folder is not None
    assert example.path == example.folder / "main.py"


def test_a_folder_may_start_with_dunder_main_and_hold_folders(tmp_path: Path) -> None:
    files = {"basics/runs/__main__.py": "import inner.deep\n", "basics/runs/inner/deep.py": "", "basics/runs/a.py": ""}
    example = find_examples(written(tmp_path, files))["basics/runs"]
    assert list(example.files) == ["__main__.py", "a.py", "inner/deep.py"]


def test_a_cache_is_no_part_of_a_program(tmp_path: Path) -> None:
    root = written(
        tmp_path, {"basics/runs/main.py": "", "basics/runs/__pycache__/main.pyc": b"\0", "basics/__pycache__/a": ""}
    )
    assert list(find_examples(root)["basics/runs"].files) == ["main.py"]


def test_parts_are_marked_ones_and_definitions(small_book: Book) -> None:
    file = small_book.examples["basics/say_hello"].files["say_hello.py"]
    assert file.part_names == ("loop", "greet")
    assert (file.part("loop"), file.part("greet"), file.part("nothing")) == ((8, 9), (4, 5), None)


@pytest.mark.parametrize("change", ["a byte", "a name", "a command", "a file"])
def test_the_digest_changes_with_the_program(tmp_path: Path, change: str) -> None:
    files = {"basics/runs/main.py": "print(1)\n", "basics/runs/a.py": ""}
    before = find_examples(written(tmp_path / "before", files))["basics/runs"].digest
    if change == "a byte":
        files["basics/runs/a.py"] = "#"
    elif change == "a name":
        files["basics/runs/b.py"] = files.pop("basics/runs/a.py")
    elif change == "a command":
        files["basics/runs/main.py"] += "\n# book: command python -O main.py\n"
    else:
        files["basics/runs/b.py"] = ""
    after = find_examples(written(tmp_path / "after", files))["basics/runs"].digest
    assert len(before) == len(after) == 16
    assert before != after


def test_the_digest_does_not_change_with_marks_and_where_it_runs(tmp_path: Path) -> None:
    bare = find_examples(written(tmp_path / "bare", {"basics/one_thing.py": "print(1)\n"}))
    marked = "print(1)  # book: emphasize\n\n# book: requires >=3.8: why\n# book: timeout 5\n"
    marked_too = find_examples(written(tmp_path / "marked", {"basics/one_thing.py": marked}))
    assert bare["basics/one_thing"].digest == marked_too["basics/one_thing"].digest


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        ({"basics/one_thing.py": "", "basics/one_thing/main.py": ""}, "basics/one_thing.py", "two examples are named"),
        ({"basics/tokenize.py": ""}, "basics/tokenize.py", "hides the module tokenize"),
        ({"basics/math.py": ""}, "basics/math.py", "hides the module math"),
        ({"basics/sys.py": ""}, "basics/sys.py", "hides the module sys"),
        ({"basics/json/main.py": ""}, "basics/json/main.py", "hides the module json"),
        ({"basics/Thing.py": ""}, "basics/Thing.py", "not a lower-case identifier"),
        ({"basics/two-things.py": ""}, "basics/two-things.py", "not a lower-case identifier"),
        ({"basics/1st.py": ""}, "basics/1st.py", "not a lower-case identifier"),
        ({"basics/notes.txt": ""}, "basics/notes.txt", "a file among the examples is not an example"),
        ({"basics/claims.txt": ""}, "basics/claims.txt", "a file among the examples is not an example"),
        ({"basics/claims/main.py": ""}, "basics/claims/main.py", "is the name of the probes"),
        ({"basics/runs/other.py": ""}, "basics/runs", "does not say which of its files starts"),
        ({"basics/runs/main.py": "", "basics/runs/__main__.py": ""}, "basics/runs", "does not say which of its files"),
        ({"lost/one_thing.py": ""}, "lost", "has no __init__.py"),
        ({"one_thing.py": ""}, "one_thing.py", "outside the packages"),
        ({"basics/one_thing.py": "print(1)\r\n"}, "basics/one_thing.py", "CR LF"),
        ({"basics/one_thing.py": "x = 1  # book: end a\n"}, "basics/one_thing.py", "ends where none is open"),
        ({"basics/one_thing.py": "\n# book: raise X\n"}, "basics/one_thing.py", "did you mean raises"),
        ({"basics/runs/main.py": "", "basics/runs/a.py": "\n# book: exit 1\n"}, "basics/runs/a.py", "does not start"),
    ],
)
def test_what_is_no_example_is_refused_by_name(
    tmp_path: Path, files: Dict[str, Union[str, bytes]], place: str, words: str
) -> None:
    error = mistake(tmp_path, files)
    assert error.path == tmp_path / place
    assert words in error.problem


def test_a_folder_of_examples_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="no folder of examples"):
        find_examples(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"# -*- coding: latin-1 -*-\nprint('\xe9')\n", "# -*- coding: latin-1 -*-\nprint('é')\n"),
        (b"# coding: nonsense\nprint('\xe9')\n", "# coding: nonsense\nprint('é')\n"),
        (b"print('\xe9')\n", "print('é')\n"),
        (b"a = 1\nb = 2\nc = 3\nprint('\xe9')\n", "a = 1\nb = 2\nc = 3\nprint('é')\n"),
        (b"# coding: ascii\na = 2\nc = 3\nprint('\xe9')\n", "# coding: ascii\na = 2\nc = 3\nprint('é')\n"),
        (b"\xef\xbb\xbfa = 1\nb = 2\nc = 3\nprint('\xe9')\n", "ï»¿a = 1\nb = 2\nc = 3\nprint('é')\n"),
    ],
)
def test_a_program_file_that_is_no_utf8_runs_as_the_bytes_it_is(tmp_path: Path, data: bytes, text: str) -> None:
    file = find_examples(written(tmp_path, {"basics/one_thing.py": data}))["basics/one_thing"].files["one_thing.py"]
    assert (file.data, file.text) == (data, text)


def test_the_standard_library_is_known_on_every_python() -> None:
    assert {"sys", "math", "json", "tokenize", "dis", "_thread", "zlib", "this"} <= standard_library()
    assert not {"disassemble_add", "pytest", "site-packages", "site_packages"} & standard_library()
    if sys.version_info >= (3, 10):
        assert standard_library() == sys.stdlib_module_names


def test_an_unknown_name_suggests_near_ones_and_says_who_asked(small_book: Book) -> None:
    with pytest.raises(BookError) as caught:
        small_book.example("basics/say_helo", Path("docs/a.md"), 3)
    error = caught.value
    assert str(error).startswith("docs/a.md:3: there is no example 'basics/say_helo'; did you mean basics/say_hello")
    assert error.fix == "PYTHONPATH=src python3 -m bookcheck list"
