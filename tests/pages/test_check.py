"""The command `check` where pages can be read."""

import json
from collections.abc import Callable

import pytest

from bookcheck.cli import main
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.pythons.running import running_tag
from tests.small_book import edit

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(in_book: Book, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command in the book's folder; return the exit status and what it wrote."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["check", *arguments])
        written = capsys.readouterr()
        return status, written.out, written.err

    return run


def test_it_says_that_all_is_well(call: Call) -> None:
    words = f"Python {running_tag()}: 0 mistakes; 6 of 6 programs agree with their recordings\n"
    assert call() == (0, words, "")
    assert call("--json", "basics/say_hello") == (0, "[]\n", "")


def test_without_a_run_nothing_is_run(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Runner, "run")
    assert call("--no-run") == (0, f"Python {running_tag()}: 0 mistakes; nothing was run\n", "")


def test_it_names_each_mistake_from_the_books_folder_and_runs_nothing_then(call: Call, in_book: Book) -> None:
    edit(in_book.docs / "values.md", "claims: 2", "claims: 3")
    edit(in_book.docs / "values.md", "```{example} basics/say_hello", "```{example} basics/say_helo")
    status, out, err = call()
    assert (status, out) == (1, f"Python {running_tag()}: 2 mistakes; nothing was run\n")
    assert [line.split(": ")[0] for line in err.splitlines() if not line.startswith(" ")] == [
        "docs/values.md:19",
        "docs/values.md:6",
    ]
    status, out, err = call("--json")
    rows = json.loads(out)
    assert (status, len(rows)) == (1, 2)
    assert rows[1] == {
        "path": "docs/values.md",
        "line": 6,
        "problem": "the front matter miscounts the claims of the page",
        "expected": "claims: 2",
        "found": "claims: 3",
        "fix": "check whether one was lost or added, then write the right number",
    }
