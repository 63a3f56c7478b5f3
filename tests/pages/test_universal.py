"""The gate on universal sentences: which words it looks for, what carries them, and which pages are yet to be read."""

import pytest

from bookcheck.diagrams.universal_words import check_described
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.universal import check_universal
from tests.small_book import edit

SINCE = "{since}`3.8 <basics.assignment_expression>`"


def errors_for(book: Book, text: str) -> list[BookError]:
    """What the gate says of the small book with ``text`` at line 11 of the page of values."""
    edit(book.root / "docs" / "values.md", "# Values\n", "# Values\n\n" + text + "\n")
    project = Book(book.root)
    return [*check_universal(project), *check_described(project)]


def diagram(*lines: str) -> str:
    head = ["```{mermaid}", "flowchart TD", "    accTitle: A frame"]
    return "\n".join([*head, *("    " + line for line in lines), "```"])


def test_an_error_names_the_line_the_words_the_sentence_and_the_five_ways_to_carry_it(book: Book) -> None:
    (error,) = errors_for(book, "It is well.\nEvery jump lands\non only one line.")
    assert (error.path, error.line) == (book.docs / "values.md", 12)
    assert error.problem == "a sentence says “Every” and “only”, and nothing carries it"
    assert error.found == "Every jump lands on only one line."
    assert error.expected is not None
    assert all(way in error.expected for way in ("{law}", "source", "{shown}", "{defines}", "{about}"))


@pytest.mark.parametrize(
    "text",
    [
        "*Every* jump lands.",
        "E<!-- -->very jump lands.",
        "A jump &#97;lways lands.",
        "A jump lands: **al**ways.",
        "- A jump never misses.",
        "| jump |\n|---|\n| none misses |",
        "[No one](programs.md) misses it.",
        "{abbr}`GIL (never released)` is a lock.",
        "Note that every jump lands.",
        "Read this: every jump lands.",
        "{about}`book` is here. Every jump lands.",
        "A law carries it {law}`basics.jumps`. All others miss.",
        "Jumps land " + SINCE + ", and they never miss.",
        "```{note}\nNothing is lost.\n```",
        "![every jump](x.svg)",
        diagram("accDescr: Every frame leads to another.", '    A["a"]'),
        diagram("accDescr: A frame leads to another.", '    A["all frames"]'),
    ],
)
def test_a_universal_word_is_seen_however_it_is_written_and_wherever_it_is(book: Book, text: str) -> None:
    assert len(errors_for(book, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Every jump lands {law}`basics.jumps`.",
        "Every jump lands " + SINCE + ".",
        "Every jump lands (PEP 617).",
        "Every jump lands ([the manual](https://docs.python.org/3/library/dis.html)).",
        "Every greeting is printed {shown}`basics/say_hello`.",
        "A *jump* is every instruction that leads elsewhere {defines}`jump`.",
        "All listings of this book run {about}`book`.",
        "Every jump lands {law}`basics.jumps`, and none misses {law}`basics.misses`.",
        "Does every jump land?",
        "Always close a file.",
        "It is positional-only. It is not at all new. Not every jump lands. `all()` is a function.",
        diagram("accDescr: Every frame leads to another.", "%% carried Every frame: {law}`basics.f`", '    A["a"]'),
    ],
)
def test_a_mark_an_idiom_a_question_or_advice_is_enough(book: Book, text: str) -> None:
    assert errors_for(book, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All greet {shown}`basics/say_helo`.", "an example that this page shows; did you mean basics/say_hello?"),
        ("All greet {shown}`basics/count_words`.", "an example that this page shows"),
        ("A jump is every leap {defines}`frame`.", "a term that the sentence has in it"),
        ("All run {about}`python`.", "{about}`book`"),
    ],
)
def test_a_silent_mark_names_what_is_there(book: Book, text: str, expected: str) -> None:
    (error,) = errors_for(book, text)
    assert error.expected is not None
    assert error.expected.startswith(expected)


def test_the_sentence_of_a_change_is_read_too(book: Book) -> None:
    path = book.root / "src/chapter_examples/basics/which_python.py"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(text + "\n# book: changed 3.9: Every name is new.\n", encoding="utf-8")
    assert "“Every”" in errors_for(book, "It is well.")[0].problem
