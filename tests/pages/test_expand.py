"""A page as plain Markdown: nothing is left of a directive or a claim but what they stand for."""

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claims import read_claim
from bookcheck.pages.expand import expand_page, plain_range
from bookcheck.pages.page import Page
from bookcheck.pages.reader import parse_page


def page_of(project: Book, text: str) -> Page:
    return parse_page(project.docs / "page.md", text)


def expand(project: Book, text: str) -> str:
    return expand_page(project, page_of(project, text))


def test_a_page_without_examples_stays_as_it_is(small_book: Book) -> None:
    text = "# Title\n\nText.\n\n```text\n{example}\n```\n"
    assert expand(small_book, text) == text


def test_an_example_becomes_its_program_and_its_outputs(small_book: Book) -> None:
    text = expand(small_book, "Before.\n\n```{example} basics/which_python\n:caption: Which?\n```\n\nAfter.\n")
    assert text.startswith("Before.\n\n**Example `basics/which_python`: Which?** (proved on Python 3.6–")
    assert '\n\n```python\n"""Say which Python this is."""\n' in text
    assert "\n\nOutput on Python 3.7:\n\n```text\n$ python which_python.py\nPython 3.7\n```\n\n" in text
    assert text.index("Output on Python 3.7:") < text.index("Output on Python 3.6:")
    assert "```\n\nFrom Python 3.7 on: It says which it is.\n\n" in text
    assert text.endswith("It says which it is.\n\nAfter.\n")


def test_an_example_stays_in_its_list_item(small_book: Book) -> None:
    text = expand(small_book, "- An item:\n\n  ```{example} basics/say_hello\n  ```\n")
    lines = text.split("\n")
    assert "  ```python" in lines
    assert [line for line in lines if line and not line.startswith(("- ", "  "))] == []


def test_every_file_of_a_program_is_there_whichever_the_page_shows(small_book: Book) -> None:
    text = expand(small_book, "```{example} basics/count_words\n:files: counting.py\n```\n")
    assert all("`{}`:\n".format(name) in text for name in ("main.py", "counting.py", "poem.txt"))


def test_a_program_with_fences_gets_a_longer_fence(small_book: Book, book: Book) -> None:
    path = book.examples_root / "basics" / "say_hello.py"
    path.write_text(path.read_text(encoding="utf-8") + 'FENCE = "````"\n', encoding="utf-8")
    assert "`````python\n" in expand(Book(book.root), "```{example} basics/say_hello\n```\n")


def test_where_an_example_does_not_run_is_said_with_the_reason(small_book: Book) -> None:
    text = expand(small_book, "```{example} basics/longest_word\n```\n")
    assert (
        "\nNot on Python 3.6–3.7: assignment expressions are new in 3.8\n" in text
        or small_book.pythons[-1].base == "3.8"
    )


@pytest.mark.parametrize(
    ("role", "text", "words"),
    [
        ("since", "3.8 <basics.assignment_expression>", "since 3.8"),
        ("until", "3.7 <basics.processor_clock>", "up to 3.7"),
        ("during", "3.7 <basics.clock_and_async>", "3.7 only"),
        ("during", "3.6-3.7 <basics.clock_and_async>", "3.6–3.7 only"),
    ],
)
def test_a_claim_becomes_words(small_book: Book, role: str, text: str, words: str) -> None:
    assert plain_range(read_claim(role, text, small_book.pythons, small_book.docs / "page.md", 1)) == words
    assert expand(small_book, "So it is {{{}}}`{}`.\n".format(role, text)) == "So it is ({}).\n".format(words)


def test_the_list_of_claims_becomes_sentences_and_answers(small_book: Book) -> None:
    text = expand(small_book, "```{claims}\n```\n")
    assert "- An assignment expression compiles. (since 3.8; probe `basics.assignment_expression`)\n" in text
    assert "  True on 3.6–3.7\n" in text
    assert "  def processor_clock():\n" in text


def test_an_example_that_is_not_there_is_an_error(small_book: Book) -> None:
    with pytest.raises(BookError, match="there is no example 'basics/nothing'"):
        expand(small_book, "```{example} basics/nothing\n```\n")
