"""The gate on what is rendered: however code gets into a page without an example, the build fails and says where."""

import re
import shutil
from pathlib import Path

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.recordings.recording_file import dump_recording
from tests.site.rendering import Build, build, make_book
from tests.small_book import edit, write_settings

LABELED = "a block labeled python is not an example"
UNLABELED = "a block of code has no label"
RAW = "raw HTML is rendered as it is"
PROMPT = "a >>> prompt is in a block that is not an example"

REFUSED = {
    # name of a page: what is in it from line 3 on, the line that is refused, and why
    "fence": ("```python\nprint()\n```", 3, LABELED),
    "tilde": ("~~~py\nprint()\n~~~", 3, "a block labeled py is not an example"),
    "console-session": ("```pycon\n>>> 1\n```", 3, PROMPT),
    "list-item": ("- An item\n\n  ```python\n  print()\n  ```", 5, LABELED),
    "quote": ("> A quote\n>\n> ```python\n> print()\n> ```", 5, LABELED),
    "note": ("```{note}\nA note\n\n~~~python\nprint()\n~~~\n```", 6, LABELED),
    "colon-note": (":::{note}\n```python\nprint()\n```\n:::", 4, LABELED),
    "code-block": ("```{code-block} python\nprint()\n```", 3, LABELED),
    "colon-code-block": (":::{code-block} python\nprint()\n:::", 3, LABELED),
    "code": ("```{code} python3\nprint()\n```", 3, "a block labeled python3 is not an example"),
    "unlabeled": ("```\nprint()\n```", 3, UNLABELED),
    "parsed-literal": ("```{parsed-literal}\nprint()\n```", 1, UNLABELED),  # MyST counts its line from the fence
    "indented": ("Text.\n\n    print()", 5, UNLABELED),
    "eval-rst": ("```{eval-rst}\n.. code-block:: python\n\n   print()\n```", 4, LABELED),
    "eval-rst-doctest": ("```{eval-rst}\n>>> print()\n```", 4, PROMPT),
    "eval-rst-literal": ("```{eval-rst}\nSo::\n\n   print()\n```", 6, UNLABELED),
    "literalinclude": ("```{literalinclude} parts/foreign.py\n:language: python\n```", 3, LABELED),
    "unlabeled-literalinclude": ("```{literalinclude} parts/foreign.py\n```", 3, UNLABELED),
    "raw-directive": ("```{raw} html\n<pre>print()</pre>\n```", 3, RAW),
    "html-block": ("<pre>\nprint()\n</pre>", 3, RAW),
    "html-inline": ("Text <code>print()</code>.", 3, RAW),
    "comment-that-ends-early": ("<!--><pre>print()</pre><!-- -->", 3, RAW),
    "prompt-in-text": ("```text\n>>> print()\n```", 3, PROMPT),
    "output": ("```text\nHello, Ada!\n```", 3, "`Hello, Ada!` in a `text` fence; expected rules of a grammar"),
    "unknown-language": ("```cobol\nDISPLAY 1\n```", 3, "a block labeled cobol is not an example"),
    "include": ("```{include} parts/included.md\n```", 3, LABELED),
}

ALLOWED = """\
# Allowed

```text
words: word+
```

```console
$ python hello.py
```

<!-- A comment is not rendered as code. -->

`inline(code)` is free.
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    return make_book(tmp_path_factory.mktemp("gate") / "book", runner)


def add_page(book: Book, name: str, text: str) -> Path:
    path = book.docs / (name + ".md")
    path.write_text(text, encoding="utf-8")
    index = book.docs / "index.md"
    edit(index, "shown\n", f"shown\n{name}\n")
    return path


@pytest.fixture(scope="module")
def broken(book: Book) -> tuple[Build, Build]:
    """The book with every refused page, built twice without a change between."""
    parts = book.docs / "parts"
    parts.mkdir()
    (parts / "foreign.py").write_text("print()\n", encoding="utf-8")
    (parts / "included.md").write_text("Included.\n\n```python\nprint()\n```\n", encoding="utf-8")
    for name, (text, _, _) in REFUSED.items():
        add_page(book, name, f"# {name}\n\n{text}\n")
    add_page(book, "allowed", ALLOWED)
    return build(book), build(book)


def test_a_build_with_a_refused_block_fails(broken: tuple[Build, Build]) -> None:
    assert broken[0].status == 1


@pytest.mark.parametrize("name", REFUSED)
def test_code_that_no_example_backs_is_refused_where_it_is(broken: tuple[Build, Build], name: str) -> None:
    _, line, problem = REFUSED[name]
    place = f"docs/parts/included.md:{line}" if name == "include" else f"docs/{name}.md:{line}"
    assert f"{place}: WARNING: {problem}" in broken[0].warnings


def test_a_refusal_says_what_was_expected_found_and_how_to_fix_it(broken: tuple[Build, Build]) -> None:
    said = broken[0].warnings.partition(f"docs/fence.md:3: WARNING: {LABELED}\n")[2].split("\n")[:3]
    assert said[0].startswith("  expected: an example, or a block labeled console, ")
    assert said[1:] == [
        "  found:    print()",
        "  fix:      make it an example, and show it with ```{example} PACKAGE/NAME",
    ]


def test_nothing_else_is_refused(broken: tuple[Build, Build]) -> None:
    refused = re.findall(r"docs/([\w/-]+)\.\w+:\d+: WARNING: (?:a block|a >>>|raw |`)", broken[0].warnings)
    expected = {"parts/included" if name == "include" else name for name in REFUSED}
    assert set(refused) == expected


def test_a_refused_block_is_refused_again_though_nothing_changed(broken: tuple[Build, Build]) -> None:
    assert broken[1].status == 1
    for _, _, problem in REFUSED.values():
        assert broken[1].warnings.count(problem) == broken[0].warnings.count(problem)


@pytest.fixture
def book_to_break(book_in_one_piece: Book, tmp_path: Path) -> Book:
    """A book that nothing is wrong with, for one test to change."""
    root = tmp_path / "book"
    shutil.copytree(book_in_one_piece.root, root, symlinks=True)
    return Book(root)


@pytest.fixture(scope="module")
def book_in_one_piece(tmp_path_factory: pytest.TempPathFactory, small_book: Book) -> Book:
    """The small book with what Sphinx needs."""
    root = tmp_path_factory.mktemp("whole") / "book"
    shutil.copytree(small_book.root, root, symlinks=True)
    project = Book(root)
    (root / "conf.py").write_text('extensions = ["myst_parser", "bookcheck.sphinx_ext"]\n', encoding="utf-8")
    (project.docs / "claims.md").write_text("# Claims\n\n```{claims}\n```\n", encoding="utf-8")
    edit(project.docs / "index.md", "programs\n", "programs\nclaims\n")
    return project


def test_a_stale_recording_fails_the_build(book_to_break: Book) -> None:
    source = book_to_break.examples_root / "basics" / "which_python.py"
    edit(source, "Say which Python this is.", "Say which Python that is.")
    rendered = build(book_to_break, "dummy")
    assert rendered.status == 1
    assert "recordings/basics/which_python.txt:2: WARNING: basics/which_python has changed" in rendered.warnings
    assert "fix:      make record E=basics/which_python" in rendered.warnings


def test_a_claim_that_its_probe_does_not_prove_fails_the_build(book_to_break: Book) -> None:
    edit(book_to_break.docs / "values.md", "{since}`3.8 ", "{since}`3.7 ")
    rendered = build(book_to_break, "dummy")
    assert rendered.status == 1
    problem = "the claim “3.7+” of basics.assignment_expression is false on Python 3.7"
    assert f"docs/values.md:11: WARNING: {problem}\n" in rendered.warnings
    assert rendered.warnings.count(problem) == 1


def test_a_pending_answer_fails_the_build(book_to_break: Book) -> None:
    program = book_to_break.programs["basics/claims"]
    recording = book_to_break.load_recording(program)
    pending = type(recording)(recording.name, recording.program, recording.outcomes, ("3.7",))
    path = book_to_break.recording_path("basics/claims")
    path.write_text(dump_recording(pending, book_to_break.pythons), encoding="utf-8")
    rendered = build(book_to_break, "dummy")
    assert rendered.status == 1
    assert "basics/claims is not recorded for Python 3.7" in rendered.warnings


def test_an_example_that_does_not_exist_fails_the_build_with_a_suggestion(book_to_break: Book) -> None:
    edit(book_to_break.docs / "values.md", "basics/say_hello", "basics/say_helo")
    rendered = build(book_to_break, "dummy")
    assert rendered.status == 1
    assert "there is no example 'basics/say_helo'; did you mean basics/say_hello" in rendered.warnings


def test_an_example_that_no_page_shows_fails_the_build(book_to_break: Book) -> None:
    directive = "```{example} basics/which_python\n:predict: Which Python answers?\n```\n"
    edit(book_to_break.docs / "values.md", directive, "")
    rendered = build(book_to_break, "dummy")
    assert rendered.status == 1
    assert "no page shows the example basics/which_python" in rendered.warnings


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (":part: greet", ":part: greets", "basics/say_hello has no part 'greets'"),
        (":predict: Which", ":predicts: Which", "an example has no option 'predicts'"),
        (":part: greet", ":part:", "the option 'part' says nothing"),
        (":part: greet", ":files: hello.py", "basics/say_hello has no file 'hello.py'"),
    ],
)
def test_an_option_that_does_not_read_fails_the_build(book_to_break: Book, old: str, new: str, problem: str) -> None:
    edit(book_to_break.docs / "values.md", old, new)
    rendered = build(book_to_break, "dummy")
    assert rendered.status == 1
    assert f"WARNING: {problem}" in rendered.warnings


def test_claims_that_no_page_lists_fail_the_build(book_to_break: Book) -> None:
    edit(book_to_break.docs / "claims.md", "```{claims}\n```\n", "")
    rendered = build(book_to_break, "dummy")
    assert rendered.status == 1
    assert "has no place to lead to" in rendered.warnings


def test_a_book_that_nothing_is_wrong_with_passes(book_to_break: Book) -> None:
    rendered = build(book_to_break, "dummy")
    assert (rendered.warnings, rendered.status) == ("", 0)


def test_pages_outside_a_book_are_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Title\n", encoding="utf-8")
    (tmp_path / "conf.py").write_text('extensions = ["myst_parser", "bookcheck.sphinx_ext"]\n', encoding="utf-8")
    book = Book(write_settings(tmp_path))
    (tmp_path / "pyproject.toml").unlink()
    rendered = build(book, "dummy")
    assert rendered.status != 0
    assert "no book here" in rendered.warnings
