"""The scanner finds every block that can show code, in whatever syntax, and says the same on every Python."""

import hashlib
import json
import re
import time
from typing import Callable, Dict, Iterator, List, Tuple

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.block_rules import DIRECTIVES, LANGUAGES, Body
from bookcheck.pages.markdown.blocks import leaves
from bookcheck.pages.markdown.lines import source_lines
from bookcheck.pages.scanner import Block, Kind, front_matter, headings, prose, roles, scan
from tests.engine.scanner_cases import Case, awkward_pages, describe, load_cases

CASES = load_cases()
NUMBER_OF_CASES, CASES_WITHOUT_AN_END = 131, 11


def refused(page: str) -> List[Block]:
    return [block for block in scan(page) if block.refusal]


def test_the_golden_cases_are_all_read() -> None:
    assert len(CASES) == NUMBER_OF_CASES
    assert len({case.name for case in CASES}) == NUMBER_OF_CASES
    assert sum("without an end" in case.found for case in CASES) == CASES_WITHOUT_AN_END


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found_is_what_the_golden_case_says(case: Case) -> None:
    assert describe(case.page) == case.found


def test_awkward_pages_are_read_alike_on_every_python() -> None:
    # On one Python, test_scanner_against_markdown_it.py compares these answers with those of markdown-it-py;
    # the digest shows that they are the same on all. If only the digest is wrong, change the digest.
    digest, read = hashlib.sha256(), 0
    for page in awkward_pages(2000):
        found = leaves(source_lines(page))
        digest.update(json.dumps(found).encode("ascii"))
        read += len(found)
    assert (read, digest.hexdigest()[:16]) == (6172, "8d1596f04015c1f5")


WRITTEN_OTHERWISE: Dict[str, Callable[[str], str]] = {
    "with CR LF": lambda page: page.replace("\n", "\r\n"),
    "with CR": lambda page: page.replace("\n", "\r"),
    "with a byte order mark": lambda page: "\ufeff" + page,
    "without a last line break": lambda page: page[:-1],
    "with one more line break": lambda page: page + "\n",
}


@pytest.mark.parametrize("how", WRITTEN_OTHERWISE)
def test_the_same_is_found_in_a_page_that_is_written_otherwise(how: str) -> None:
    checked = 0
    for case in CASES:
        if how == "with one more line break" and "without an end" in case.found:
            continue  # the end of the page is the end of that block
        assert describe(WRITTEN_OTHERWISE[how](case.page)) == case.found, case.name
        checked += 1
    assert checked == NUMBER_OF_CASES - (CASES_WITHOUT_AN_END if how == "with one more line break" else 0)


def places() -> Iterator[Tuple[str, str, Block]]:
    for case in CASES:
        for how in WRITTEN_OTHERWISE.values():
            page = how(case.page)
            for block in scan(page):
                yield case.name, page, block


def test_the_offsets_of_a_block_hold_its_lines_and_nothing_else() -> None:
    checked = 0
    for name, page, block in places():
        text = page[block.start : block.end]
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert len(lines) == block.end_line - block.line + 1, name
        before = page[: block.start].replace("\r\n", "\n").replace("\r", "\n")
        assert before.count("\n") == block.line - 1, name
        assert text[0] not in " \t\r\n", name
        assert text[-1] not in "\r\n" or "without an end" in str(block.refusal), name
        if block.kind in (Kind.FENCE, Kind.DIRECTIVE) and "part" not in name:
            assert text[:3] in ("```", "~~~", ":::"), name
        checked += 1
    assert checked > 700


def test_the_offsets_of_a_role_hold_the_role() -> None:
    checked = 0
    for case in CASES:
        for role in roles(case.page):
            assert case.page[role.start : role.end].startswith("{" + role.name + "}`"), case.name
            assert case.page[role.start : role.end].endswith("`"), case.name
            line = case.page.split("\n")[role.line - 1]
            assert line[role.column - 1 :].startswith("{" + role.name + "}`"), case.name
            checked += 1
    assert checked == sum(case.found.count("\nrole ") + case.found.startswith("role ") for case in CASES)


UNBACKED = {
    "a fence": "```python\nx = 1\n```\n",
    "a tilde fence": "~~~py\nx = 1\n~~~\n",
    "a list item": "- a\n\n  ```python\n  x = 1\n  ```\n",
    "a quote": "> ```python\n> x = 1\n> ```\n",
    "a footnote": "[^a]: b\n\n    ```python\n    x = 1\n    ```\n",
    "a note": "````{note}\n```python\nx = 1\n```\n````\n",
    "a colon note": ":::{note}\n```python\nx = 1\n```\n:::\n",
    "the opening line of a note": ":::{note} ```python\nx = 1\n```\n:::\n",
    "a code block": "```{code-block} python\nx = 1\n```\n",
    "a colon code block": ":::{code-block} python\nx = 1\n:::\n",
    "a directive of its name": "```{python}\nx = 1\n```\n",
    "a label with a class": "```{.python}\nx = 1\n```\n",
    "a label with more": '```Python3 title="x"\nx = 1\n```\n',
    "an unlabelled fence": "```\nx = 1\n```\n",
    "an unclosed fence": "```text\nx = 1\n",
    "a colon fence": "::: python\nx = 1\n:::\n",
    "an indented block": "a\n\n    x = 1\n",
    "a tab": "a\n\n\tx = 1\n",
    "reStructuredText": "```{eval-rst}\n.. code-block:: python\n\n   x = 1\n```\n",
    "a file": "```{literalinclude} ../x.py\n```\n",
    "an include": "```{include} ../x.md\n```\n",
    "a notebook cell": "```{code-cell} ipython3\nx = 1\n```\n",
    "a doctest": ">>> x = 1\n",
    "an escaped doctest": "\\>>> x = 1\n",
    "a prompt in text": "```text\n>>> x = 1\n```\n",
    "a doctest directive": "```{doctest}\n>>> x = 1\n```\n",
    "raw HTML": "<pre>\nx = 1\n</pre>\n",
    "raw HTML in a line": "a <code>x = 1</code>\n",
    "a directive for raw HTML": "```{raw} html\n<pre>x = 1</pre>\n```\n",
    "HTML after a comment": "<!-- a --> <pre>x = 1</pre>\n",
    "the body of an example": "```{example} a/b\nx = 1\n```\n",
    "a glossary": "```{glossary}\na\n    b\n\n    ~~~python\n    x = 1\n    ~~~\n```\n",
    "a card": ":::{card} a\nb\n^^^\n```python\nx = 1\n```\n:::\n",
    "a table": ":::{list-table}\n* - ```python\n    x = 1\n    ```\n:::\n",
    "a line that only MyST breaks": "````{note}\na\f```python\nx = 1\n```\n````\n",
}


@pytest.mark.parametrize("how", UNBACKED)
def test_python_that_no_example_backs_is_refused_in(how: str) -> None:
    assert refused(UNBACKED[how])


@pytest.mark.parametrize("how", UNBACKED)
def test_python_that_no_example_backs_is_refused_deep_in_other_blocks_in(how: str) -> None:
    first, *more = UNBACKED[how].split("\n")
    inner = "\n".join(["> - " + first, *(">   " + line for line in more)])
    assert refused("::::::{note}\n:::::{tip}\n" + inner + "\n:::::\n::::::\n")


def test_every_refusal_says_what_is_expected() -> None:
    refusals = [block.refusal for case in CASES for block in scan(case.page) if block.refusal]
    assert len(refusals) == sum(len(re.findall(r"^\d.* ! ", case.found, re.MULTILINE)) for case in CASES)
    for refusal in refusals:
        assert "; expected " in refusal


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_listed_language_may_stand_in_any_case_and_fence(language: str) -> None:
    for word in (language, language.upper()):
        for marks in ("```", "~~~", "`````"):
            (block,) = scan(f"{marks}{word} title\na\n{marks}\n")
            assert (block.kind, block.name, block.argument) == (Kind.FENCE, language, "title")
            assert block.refusal is None


@pytest.mark.parametrize("directive", sorted(DIRECTIVES))
def test_a_listed_directive_may_stand_in_any_case_and_fence(directive: str) -> None:
    for word in (directive, directive.title()):
        for marks in ("```", "~~~", ":::"):
            (block,) = scan(f"{marks}{{{word}}} a\n:class: b\n{marks}\n")
            assert (block.kind, block.name, block.argument) == (Kind.DIRECTIVE, directive, "a")
            assert (block.refusal, dict(block.options)) == (None, {"class": "b"})


def test_nothing_listed_is_python() -> None:
    listed = [*LANGUAGES, *(name for name, body in DIRECTIVES.items() if body is Body.VERBATIM)]
    assert not [name for name in listed if "py" in name or "code" in name]
    assert len(listed) == 11


def test_a_block_holds_what_the_directive_gets() -> None:
    page = "text\n\n- ```{example} a/b\n  :caption: C\n  ---\n  ```\n"
    (block,) = refused(page)
    assert block == Block(
        kind=Kind.DIRECTIVE,
        name="example",
        argument="a/b",
        content="---\n",
        line=3,
        end_line=6,
        start=8,
        end=len(page) - 1,
        depth=1,
        refusal="text in the body of {example}; expected options only",
        options={"caption": "C"},
    )
    assert hash(block) == hash(refused(page)[0])


def test_a_kind_is_its_name_on_every_python() -> None:
    assert [f"{kind} {kind!s}" for kind in Kind] == [f"{kind.value} {kind.value}" for kind in Kind]
    assert len(Kind) == 6


@pytest.mark.parametrize("character", ["\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_only_the_body_of_a_directive_has_further_line_breaks(character: str) -> None:
    assert [block.line for block in scan(f"a{character}```python\n```text\n```\n")] == [2]
    found = scan(f"````{{note}}\na{character}```python\nb\n```\n````\n")
    assert [(block.line, block.end_line, block.name) for block in found] == [(1, 5, "note"), (2, 4, "python")]
    assert [block.start for block in found] == [0, 13]


def test_blocks_in_too_many_others_are_reported_and_not_read() -> None:
    steps = "".join("  " * n + "- a\n" for n in range(300))
    for page in ("> " * 5000 + "```python\n", "- " * 5000 + "x\n", steps):
        assert [block.kind for block in scan(page)] == [Kind.NESTING]
    notes = [":" * n + "{note}" for n in range(300, 2, -1)]
    page = "\n".join([*notes, "```python", "```", *(":" * n for n in range(3, 301))]) + "\n"
    assert [block.kind for block in refused(page)] == [Kind.NESTING]
    assert not refused("> " * 20 + "x\n")


def test_a_page_of_awkward_length_is_read_in_time() -> None:
    unit = (
        "## Title\n\nText {since}`3.11 <a.b>` goes on\nin a line, <https://a.b>.\n\n- one\n"
        "- two {term}`c`\n\n> quoted\n\n````{note}\n```{example} a/b\n:fold:\n```\n````\n\n"
        "a | b\n--|--\n`c` | d\n\n```text\ne\n```\n\n"
    )
    page = unit * 1000
    start = time.process_time()
    assert len(scan(page)) == 3000
    # 25 times a long page takes 0.2 to 0.5 seconds; what grows with the square of the length takes minutes.
    assert time.process_time() - start < 10


def test_front_matter_is_read_line_by_line() -> None:
    page = (
        "---\n# a remark\nlevel: intermediate  # another\nrange: 3.8–3.15\n\nempty:\n"
        "title: \"A \\\"b\\\": c # d\"\nother: 'it''s'\nexamples: 7\n---\n"
    )
    expected = {
        "level": "intermediate",
        "range": "3.8–3.15",
        "empty": "",
        "title": 'A "b": c # d',
        "other": "it's",
        "examples": "7",
    }
    for text in (page, page.replace("\n", "\r\n"), "\ufeff" + page, page[:-1], page.replace("9---", "...")):
        assert front_matter(text) == expected


@pytest.mark.parametrize("page", ["", "\n", "text\n", "\n---\na: b\n---\n", " ---\na: b\n---\n", "--\na: b"])
def test_a_page_without_front_matter_says_nothing(page: str) -> None:
    assert front_matter(page) == {}


@pytest.mark.parametrize(
    "line",
    [
        "  a: b",
        "- a",
        "a",
        "a:b",
        "a: [b]",
        "a: {b: c}",
        "a: |",
        "a: >-",
        "a: b: c",
        "a: b:",
        "a: - b",
        "a: 'b",
        'a: "b" c',
        'a: "\\x41"',
        "a: &b c",
        "a: *b",
        "a: !b c",
        "a: @b",
        "a: `b`",
        "1: b",
        "first: again",
        "\ta: b",
    ],
)
def test_front_matter_that_is_more_than_flat_is_an_error_with_its_line(line: str) -> None:
    with pytest.raises(BookError) as caught:
        front_matter(f"---\nfirst: 1\n{line}\nlast: 2\n---\n")
    assert caught.value.line == 3
    assert caught.value.found == line
    assert caught.value.expected
    assert caught.value.fix


def test_front_matter_without_an_end_is_an_error() -> None:
    with pytest.raises(BookError) as caught:
        front_matter("---\na: b\n\ntext\n")
    assert caught.value.line == 1


def test_options_are_the_same_in_both_forms() -> None:
    values: Dict[str, str] = {"caption": "a: `b`", "fold": "", "files": "it's"}
    colons = "```{example} a/b\n:caption: a: `b`\n:fold:\n:files: 'it''s'\n```\n"
    dashes = '```{example} a/b\n---\ncaption: a: `b`\nfold:\n\nfiles: "it\'s"\n---\n```\n'
    for page in (colons, dashes, colons.replace("```", "~~~"), dashes.replace("```", ":::")):
        (block,) = scan(page)
        assert (block.refusal, dict(block.options)) == (None, values)


def test_the_options_of_a_block_cannot_be_changed() -> None:
    (block,) = scan("```{example} a/b\n:fold:\n```\n")
    with pytest.raises(TypeError):
        block.options["fold"] = "x"  # type: ignore[index]


def test_an_empty_page_holds_nothing() -> None:
    for page in ("", "\n", "\ufeff", " ", "\r\n\r\n"):
        assert (scan(page), roles(page), headings(page)) == ((), (), ())


def test_prose_is_all_that_a_reader_reads_but_headings_and_blocks_with_the_heading_it_is_under() -> None:
    page = "Before.\n\n# One\n\nTwo\nlines.\n\n| a | b |\n|---|---|\n| c | d |\n\n## Two\n\n> - item\n\n"
    page += "````{admonition} Title\nBody.\n````\n\n```text\ncode\n```\n"
    found = [(each.text, each.heading) for each in prose(page)]
    assert found == [
        ("Before.", ""),
        ("Two\nlines.", "One"),
        *((cell, "One") for cell in [" a ", " b ", " c ", " d "]),
        ("item", "Two"),
        ("Title", "Two"),
        ("Body.", "Two"),
    ]


def test_a_position_in_prose_leads_to_its_line_and_its_place_in_the_page() -> None:
    page = "# One\n\n> Two\n> lines.\n"
    (paragraph,) = prose(page)
    line, offset = paragraph.place(paragraph.text.index("lines"))
    assert line == 4
    assert page[offset:].startswith("lines.")
