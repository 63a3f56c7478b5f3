"""What a reader of text gets: each page as Markdown in ``_sources``, all of them in ``llms-full.txt``."""

import re
from pathlib import Path

import pytest

from bookcheck.pages.book import Book
from bookcheck.pages.claims import read_claim
from bookcheck.programs.runner import Runner
from bookcheck.sphinx_ext.claim_roles import plain_range
from tests.site.rendering import Build, build, make_book
from tests.small_book import edit, record_unless_kept

TRAPS = """\
---
examples: 1
claims: 1
---

# Traps

{ref}`First <target>`, {term}`a listing <listing>`, and {ref}`the greeting <example:basics/say_hello>`.

% A comment, which no format shows.

| Version | Means |
|---|---|
| 1.10 | `a | b` |

(target)=
## A section

```text
one: two

| three
```

```{admonition} Mind this
It is minded.
```

The code `` ` `` is a backquote.

```{example} basics/with_fences
```

Again since 3.8 {since}`3.8 <basics.assignment_expression>`.
"""

WITH_FENCES = '"""Fences."""\n\nprint("""````text\\nfenced\\n````""")\n'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    root = tmp_path_factory.mktemp("text") / "book"
    project = make_book(root, runner)
    (project.docs / "traps.md").write_text(TRAPS.replace("`a | b`", "`a \\| b`"), encoding="utf-8")
    edit(project.docs / "index.md", "shown\n", "shown\ntraps\n")
    edit(project.docs / "index.md", "the tests run.\n", "the tests run.\n\n    It is a program.\n")
    (project.examples_root / "basics" / "with_fences.py").write_text(WITH_FENCES, encoding="utf-8")
    return record_unless_kept(Book(root), "basics/with_fences", runner)


@pytest.fixture(scope="module")
def built(book: Book) -> Build:
    rendered = build(book)
    assert (rendered.warnings, rendered.status) == ("", 0)
    return rendered


def text_page(built: Build, name: str) -> str:
    return (built.out / "_sources" / (name + ".md.txt")).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shown(built: Build) -> str:
    return text_page(built, "shown")


@pytest.fixture(scope="module")
def traps(built: Build) -> str:
    return text_page(built, "traps")


def test_nothing_is_left_of_a_directive_or_a_role(built: Build, book: Book) -> None:
    for page in book.pages:
        text = text_page(built, page.path.stem)
        assert not re.search(r"```\{|\{(since|until|ref|term)\}", text), page.path
        assert "<a id" not in text


def test_an_example_is_its_caption_its_place_its_program_and_its_outputs(shown: str, book: Book) -> None:
    newest, older = book.pythons[-1], "**Output on Python 3.7 ("
    assert re.search(r"\*\*Which `Python`\*\*\n\n\[`basics/which_python.py`\]\(apidocs/\S+\)\n", shown)
    assert '\n\n```python\n"""Say which Python this is."""\n' in shown
    assert f"\n\n**Output on Python {newest.tag} ({newest.release})**\n\n```text\n" in shown
    assert shown.index("**Output on Python ") < shown.index(older) < shown.index("**Output on Python 3.6 (")
    assert "\n\nFrom Python 3.7 on: It says which it is.\n\n" in shown


def test_a_part_of_a_program_is_followed_by_the_whole(shown: str, book: Book) -> None:
    whole = book.examples["basics/say_hello"].files["say_hello.py"].text
    assert shown.count("```python\n" + whole.rstrip("\n") + "\n```") == 3
    assert shown.index("Lines 8–") < shown.index("**The whole program**")


def test_every_file_of_a_program_is_there_whichever_the_page_shows(shown: str) -> None:
    assert all(f"`{name}`\n" in shown for name in ("main.py", "counting.py", "poem.txt"))


def test_an_example_stays_in_its_list_item(shown: str) -> None:
    assert "\n- In a list:\n\n  **" in shown or "\n- In a list:\n\n  `basics/longest_word.py`" in shown
    assert "\n  ```python\n" in shown


def test_where_an_example_does_not_run_is_said_with_the_reason(shown: str) -> None:
    assert "Not on 3.6–3.7: assignment expressions are new in 3.8\n" in shown


def test_a_question_comes_before_the_output_that_nothing_covers(shown: str) -> None:
    question = shown.index("What does it *say*?")
    assert question < shown.index("**Output on every Python", question)
    assert "Show the output" not in shown


def test_how_a_program_ends_is_said_with_its_output(built: Build, shown: str) -> None:
    assert "ends with ZeroDivisionError" in text_page(built, "programs")
    assert "ends with exit status 3" in shown


@pytest.mark.parametrize(
    ("role", "text", "words"),
    [
        ("since", "3.8 <basics.assignment_expression>", "since 3.8"),
        ("until", "3.7 <basics.processor_clock>", "up to 3.7"),
        ("during", "3.7 <basics.clock_and_async>", "3.7 only"),
        ("during", "3.6-3.7 <basics.clock_and_async>", "3.6–3.7 only"),
    ],
)
def test_the_range_of_a_claim_is_said_in_words(book: Book, role: str, text: str, words: str) -> None:
    assert plain_range(read_claim(role, text, book.pythons, book.docs / "page.md", 1)) == words


def test_a_claim_becomes_its_range_in_words(traps: str, shown: str) -> None:
    assert "\nAgain since 3.8 (since 3.8).\n" in traps
    assert "\nIt was so (up to 3.7) once.\n" in shown


def test_the_list_of_claims_has_answers_and_sources(built: Build) -> None:
    text = text_page(built, "claims")
    assert "- An assignment expression compiles. 3.8+\n\n  | 3.6 | 3.7 | 3.8 | " in text
    assert " | --- |\n  | false | false | true | " in text
    assert "  **The probe `basics.processor_clock`**\n\n  ```python\n  def processor_clock():\n" in text


def test_a_version_in_a_table_is_no_number_and_a_bar_ends_no_cell(traps: str) -> None:
    assert "| Version | Means |\n| --- | --- |\n| 1.10 | `a \\| b` |\n" in traps


def test_code_that_holds_fences_and_backquotes_gets_longer_ones(traps: str) -> None:
    assert "`````python\n" + WITH_FENCES + "`````\n" in traps
    assert "`````text\n````text\nfenced\n````\n`````\n" in traps
    assert "The code `` ` `` is a backquote." in traps
    assert "```text\none: two\n\n| three\n```\n" in traps


def test_titles_of_outputs_are_no_headings(traps: str) -> None:
    outside = re.sub(r"^(`{3,}).*?^\1$", "", traps, flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"^#+ .*", outside, re.MULTILINE) == ["# Traps", "## A section"]


def test_what_the_writer_does_not_know_is_written_all_the_same(traps: str) -> None:
    assert "\n\n**Mind this**\n\nIt is minded.\n\n" in traps


def test_a_definition_keeps_its_paragraphs(built: Build) -> None:
    text = "listing\n: What a page shows and the tests run.\n\n  It is a program.\n"
    assert text in text_page(built, "index")


def test_a_comment_is_left_out(traps: str) -> None:
    assert "A comment" not in traps


def test_a_link_leads_to_the_text_of_the_other_page(traps: str, built: Build) -> None:
    assert "[First](#target), [a listing](index.md.txt#term-listing), and [the greeting](" in traps
    (target,) = re.findall(r"\[the greeting\]\(([^)#]+)#", traps)
    assert (built.out / "_sources" / target).is_file()


def test_a_page_made_from_code_stays_as_it_is(built: Build, book: Book) -> None:
    made = Path("apidocs", "index.rst")
    assert (built.out / "_sources" / f"{made}.txt").read_bytes() == (book.docs / made).read_bytes()


def test_the_file_for_language_models_holds_each_page(built: Build, book: Book) -> None:
    full = (built.out / "llms-full.txt").read_text(encoding="utf-8")
    for page in book.pages:
        text = re.sub(r"\n{3,}", "\n\n", text_page(built, page.path.stem))  # sphinx-llms-txt leaves one blank line
        assert text.strip() in full, page.path


def test_the_file_for_language_models_has_each_output_of_each_page_with_its_pythons(built: Build) -> None:
    full = (built.out / "llms-full.txt").read_text(encoding="utf-8")
    shown = [output for path in built.out.glob("*.html") for output in built.page(path.stem).select(".example-output")]
    names = [str(output["data-name"]).removeprefix("Python ") for output in shown]
    told = re.findall(
        r"^[ >]*\*\*(?:Output|Steps)?,? ?(?:the same on )?(?:on )?(every Python|Python .*?) \(", full, re.M
    )
    assert len(told) == len(names) > 13


def test_a_page_that_is_not_built_again_keeps_its_text(built: Build, book: Book) -> None:
    before = {path: path.read_bytes() for path in (built.out / "_sources").glob("*.md.txt")}
    edit(book.docs / "traps.md", "is a backquote.", "is one backquote.")
    again = build(book)
    edit(book.docs / "traps.md", "is one backquote.", "is a backquote.")
    assert again.status == 0
    changed = {path.name for path in before if path.read_bytes() != before[path]}
    assert "traps.md.txt" in changed
    assert "```{example}" not in "".join(path.read_text(encoding="utf-8") for path in before)
    build(book)


def test_the_same_pages_make_the_same_bytes(built: Build, book: Book) -> None:
    def made() -> dict[str, bytes]:
        files = [*(built.out / "_sources").glob("*.txt"), *built.out.glob("llms*.txt")]
        return {path.name: path.read_bytes() for path in files}

    before = made()
    assert build(book, "html", "-E", "-a", "-j", "2").status == 0
    assert made() == before
