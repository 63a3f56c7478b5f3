"""The pytest gate: every example directive, claim and docstring is one test, with whichever Sybil is installed here."""

import re
import sys
from typing import Any, Dict, List, Optional

import pytest
from sybil import Document
from sybil.example import SybilFailure

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.pythons.running import running_tag
from bookcheck.sybil_plugin import BookParser
from tests.small_book import AsRecorded, edit, run_pytest, with_output, write_recording


def places(items: Dict[str, str], outcome: str) -> List[str]:
    return [re.sub(r"sybil:\w+,line:(\d+),.*", r"\1", item) for item, what in items.items() if what == outcome]


LEAKING = '''\
""">>> leaked = 1
>>> first()
1
"""


def first():
    """It stands first.

    >>> first() + 1
    2
    >>> later = 2
    """
    return 1


class Second:
    """It cannot see the names of the others, but those of the module.

    >>> leaked
    1

    >>> first()
    1
    """


def careless():
    """It leaves the recursion limit changed.

    >>> import sys
    >>> sys.setrecursionlimit(sys.getrecursionlimit() + 1)
    """


def trailing():
    """A blank at the end of a line counts, on every Sybil.

    >>> print("a ")
    a
    """
'''


def test_pytest_finds_every_example_claim_and_docstring_and_fails_on_the_damaged_ones_alone(book: Book) -> None:
    recording = book.load_recording(book.examples["basics/which_python"])
    outcome = recording.outcomes["3.6"]
    here = next(python for python in book.pythons if python.tag == running_tag())
    forged = recording.with_outcome(here, here.release, with_output(outcome, "Python 2\n"), book.pythons)
    write_recording(book, forged)
    edit(book.docs / "programs.md", "{during}`3.7 <basics.clock", "{until}`3.7 <basics.clocks")
    edit(book.root / "src/chapter_examples/basics/count_words/counting.py", "    2\n", "    3\n")
    (book.root / "src" / "helpers").mkdir()
    (book.root / "src" / "helpers" / "__init__.py").write_text("")
    (book.root / "src" / "helpers" / "leaking.py").write_text(LEAKING)
    for number, folder in enumerate(("first", "second")):  # in no package, and of the same name
        (book.root / "src" / folder).mkdir()
        (book.root / "src" / folder / "alone.py").write_text('""">>> number\n{0}\n"""\n\nnumber = {0}\n'.format(number))
    (book.docs / "apidocs").mkdir()
    (book.docs / "apidocs" / "generated.md").write_text("```python\nprint(1)\n```\n")
    newer = book.root / "src" / "chapter_examples" / "basics" / "_newer_syntax.py"
    newer.write_text("print('>>>') = 1\n")

    status, items, text = run_pytest(book)
    assert status == 1, text
    assert sorted(places(items, "FAILED")) == [
        "docs/programs.md::basics.clocks_and_async",
        "docs/programs.md::basics/count_words",  # a file of the program has changed
        "docs/values.md::basics/which_python",
        "src/chapter_examples/basics/count_words/counting.py::7",
        "src/helpers/leaking.py::20",
        "src/helpers/leaking.py::32",
        "src/helpers/leaking.py::39",
    ], text
    assert places(items, "ERROR") == []
    assert set(places(items, "PASSED")) == {
        "docs/programs.md::basics/divide_by_zero",
        "docs/values.md::basics.assignment_expression",
        "docs/values.md::basics/longest_word",
        "docs/values.md::basics.processor_clock",
        "docs/values.md::basics/say_hello",
        "src/first/alone.py::1",
        "src/helpers/leaking.py::1",
        "src/helpers/leaking.py::10",
        "src/helpers/leaking.py::12",
        "src/helpers/leaking.py::2",
        "src/helpers/leaking.py::23",
        "src/helpers/leaking.py::31",
        "src/second/alone.py::1",
    }, text
    for words in (
        "basics/count_words has changed since it was recorded",
        "has no probe; did you mean basics.clock_and_async",
        "basics/which_python does not do on Python {}".format(running_tag()),
        "-Python 2",
        "+Python {}.{}".format(*sys.version_info[:2]),
        "make record V={} E=basics/which_python".format(running_tag()),
        "NameError: name 'leaked' is not defined",
        "the docstring leaves the recursion limit changed for the tests after it",
    ):
        assert words in text, words


def test_a_test_is_selected_by_the_name_of_its_example_its_claim_or_its_page(book: Book) -> None:
    edit(book.docs / "values.md", "answers?\n```\n", "answers?\n```\n\n```{example} basics/say_hello\n```\n")
    for words, selected in (
        (("-k", "say_hello"), ["docs/values.md::basics/say_hello", "docs/values.md::basics/say_hello-2"]),
        (("-k", "processor_clock"), ["docs/values.md::basics.processor_clock"]),
        (("-k", "programs and basics"), None),
        (("docs/values.md::basics/longest_word",), ["docs/values.md::basics/longest_word"]),
    ):
        status, items, text = run_pytest(book, *words)
        assert status == 0, text
        if selected is None:
            assert {item.partition("::")[0] for item in items} == {"docs/programs.md"}
        else:
            assert list(items) == selected


def proved(book: Book, page: str, parser: BookParser) -> Dict[int, str]:
    """Return what each item of a page says, by its line: "" if it passes."""
    document = Document.parse(str(book.docs / page), parser)
    said = {}
    for example in document.examples():
        try:
            example.evaluate()
        except SybilFailure as failure:
            said[example.line] = str(failure)
        else:
            said[example.line] = ""
    return said


def prove(book: Book, page: str) -> Dict[int, str]:
    """As :func:`proved`, with programs that do what is recorded, whatever that is."""
    parser = BookParser(Book(book.root))
    parser._runner = AsRecorded(parser.project)
    return proved(book, page, parser)


def test_each_program_runs_once_however_often_a_page_rests_on_it(
    small_book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = BookParser(Book(small_book.root))
    ran: List[str] = []
    run = Runner.run

    def count(runner: Runner, example: Any, surroundings: Any) -> Any:
        ran.append(example.name)
        return run(runner, example, surroundings)

    monkeypatch.setattr(Runner, "run", count)
    assert set(proved(small_book, "values.md", parser).values()) == {""}
    assert set(proved(small_book, "programs.md", parser).values()) == {""}
    assert sorted(ran) == sorted(small_book.programs)


def test_a_page_without_examples_has_no_items(small_book: Book) -> None:
    assert prove(small_book, "index.md") == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("{example} basics/say_hello", "{example} basics/say_helo", 19, "did you mean basics/say_hello"),
        (":part: greet", ":part: great", 19, "has no part 'great'"),
        ("`3.8 <basics.assign", "`3.7 <basics.assign", 11, None),
        ("`3.7 <basics.processor_clock>", "`3.8 <basics.processor_clock>", 17, None),
        ("`3.8 <basics.assign", "`3.9.1 <basics.assign", 11, "names Python 3.9.1, which is not in the list"),
        ("`3.8 <basics.assignment_expression>", "`3.8`", 11, "a claim cannot be parsed"),
    ],
)
def test_an_item_says_what_is_wrong_with_its_line(
    book: Book, old: str, new: str, line: int, words: Optional[str]
) -> None:
    edit(book.docs / "values.md", old, new)
    said = prove(book, "values.md")
    wrong = {where: what for where, what in said.items() if what}
    if words is None:  # so on this Python, whatever is said of others: those must say it
        assert wrong == {} or running_tag().startswith("3.8")
    else:
        assert list(wrong) == [line]
        assert words in wrong[line]
        assert "docs/values.md:{}: ".format(line) in wrong[line]


def test_a_claim_that_is_not_so_here_names_both_sides(book: Book) -> None:
    edit(book.docs / "values.md", "{until}`3.7 <basics.processor_clock>", "{since}`3.7 <basics.processor_clock>")
    said = prove(book, "values.md")
    words = "docs/values.md:17: the claim “3.7+” of basics.processor_clock is false on Python " + running_tag()
    assert words in said[17]
    assert "  expected: True\n  found:    False\n  fix:      correct the claim, or the probe at " in said[17]


def test_a_probe_that_changed_fails_each_claim_until_it_is_recorded(book: Book) -> None:
    edit(book.root / "src/chapter_examples/basics/claims.py", '"(n := 1)"', '"(m := 1)"')
    said = prove(book, "values.md")
    assert [line for line, what in said.items() if "has changed since it was recorded" in what] == [11, 17]


def test_blocks_within_blocks_and_claims_in_titles_are_items_of_their_own(book: Book) -> None:
    page = book.docs / "values.md"
    text = page.read_text(encoding="utf-8").replace(
        "```{example} basics/which_python\n:predict: Which Python answers?\n```",
        "````{note}\nA claim {since}`3.8 <basics.assignment_expression>`.\n\n"
        "```{example} basics/which_python\n```\n\n- in a list\n\n  ```{example} basics/say_hello\n  ```\n````\n\n"
        "# A title {until}`3.7 <basics.processor_clock>`",
    )
    page.write_text(text, encoding="utf-8")
    said = prove(book, "values.md")
    assert sorted(said) == [11, 13, 17, 19, 25, 27, 32, 36]
    assert not any(said.values())
