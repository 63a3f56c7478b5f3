"""The reader finds every block that can show code, in whatever syntax."""

import ast
import io
import random
import re
import time
from collections.abc import Callable, Iterator

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from bookcheck.pages.block_rules import DIRECTIVES, LANGUAGES, PROVED_ON_EACH_PYTHON, Body
from bookcheck.pages.page import Block, Kind
from bookcheck.pages.page_reader import EXTENSIONS
from tests.pages.reader_cases import Case, awkward_pages, blocks, describe, load_cases, parse, pieces
from tests.small_book import ROOT

CASES = load_cases()
READ = [case for case in CASES if not case.found.startswith("error ")]
NUMBER_OF_CASES, CASES_WITHOUT_AN_END = 129, 10


def refused(page: str) -> list[Block]:
    return [block for block in blocks(page) if block.refusal]


def test_the_golden_cases_are_all_read() -> None:
    assert len(CASES) == NUMBER_OF_CASES
    assert len({case.name for case in CASES}) == NUMBER_OF_CASES
    assert sum("without an end" in case.found for case in CASES) == CASES_WITHOUT_AN_END


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found_is_what_the_golden_case_says(case: Case) -> None:
    assert describe(case.page) == case.found


WRITTEN_OTHERWISE: dict[str, Callable[[str], str]] = {
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


def places() -> Iterator[tuple[str, str, Block]]:
    for case in READ:
        for how in WRITTEN_OTHERWISE.values():
            page = how(case.page)
            for block in blocks(page):
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
    for case in READ:
        for role in parse(case.page).roles:
            assert case.page[role.start : role.end].startswith("{" + role.name + "}`"), case.name
            assert case.page[role.start : role.end].endswith("`"), case.name
            assert case.page[: role.start].count("\n") == role.line - 1, case.name
            checked += 1
    assert checked == sum(case.found.count("\nrole ") + case.found.startswith("role ") for case in READ)


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
    "an unlabeled fence": "```\nx = 1\n```\n",
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
    refusals = [block.refusal for case in READ for block in blocks(case.page) if block.refusal]
    assert len(refusals) == sum(len(re.findall(r"^\d.* ! ", case.found, re.MULTILINE)) for case in CASES)
    for refusal in refusals:
        assert "; expected " in refusal


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_listed_language_may_stand_in_any_case_and_fence(language: str) -> None:
    for word in (language, language.upper()):
        for marks in ("```", "~~~", "`````"):
            (block,) = blocks(f"{marks}{word} title\na\n{marks}\n")
            assert (block.kind, block.name, block.argument) == (Kind.FENCE, language, "title")
            assert block.refusal is None


@pytest.mark.parametrize("directive", sorted(set(DIRECTIVES) - set(PROVED_ON_EACH_PYTHON)))
def test_a_listed_directive_may_be_in_any_case_and_fence(directive: str) -> None:
    for word in (directive, directive.title()):
        for marks in ("```", "~~~", ":::"):
            (block,) = blocks(f"{marks}{{{word}}} a\n:class: b\n{marks}\n")
            assert (block.kind, block.name, block.argument) == (Kind.DIRECTIVE, directive, "a")
            assert (block.refusal, dict(block.options)) == (None, {"class": "b"})


@pytest.mark.parametrize("directive", PROVED_ON_EACH_PYTHON)
def test_a_directive_that_is_proved_on_each_python_is_in_a_form_that_each_of_them_finds(directive: str) -> None:
    found = ("```{{{0}}} a\n```", "  ~~~~{{{0}}} a \n  ~~~~", "- b\n\n  ```{{{0}}} a\n  :class: b\n  ```")
    missed = (
        ":::{{{0}}} a\n:::",
        "> ```{{{0}}} a\n> ```",
        "- ```{{{0}}} a\n  ```",
        "``` {{{0}}} a\n```",
        "```{{{0}}} a\n---\nclass: b\n---\n```",
        "```{{" + directive.title() + "}} a\n```",
    )
    for page in found:
        assert not refused(page.format(directive) + "\n"), page
    for page in missed:
        (block,) = refused(page.format(directive) + "\n")
        assert "in a form that pytest does not find" in str(block.refusal), page


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


@pytest.mark.parametrize("character", ["\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_only_the_body_of_a_directive_has_further_line_breaks(character: str) -> None:
    assert [block.line for block in blocks(f"a{character}```python\n```text\n```\n")] == [2]
    found = blocks(f"````{{note}}\na{character}```python\nb\n```\n````\n")
    assert [(block.line, block.end_line, block.name) for block in found] == [(1, 5, "note"), (2, 4, "python")]
    assert [block.start for block in found] == [0, 13]


def test_blocks_in_too_many_others_are_reported_and_not_read() -> None:
    steps = "".join("  " * n + "- a\n" for n in range(300))
    for page in ("> " * 5000 + "```python\n", "- " * 5000 + "x\n", steps):
        assert [block.kind for block in blocks(page)] == [Kind.NESTING]
    notes = [":" * n + "{note}" for n in range(300, 2, -1)]
    page = "\n".join([*notes, "```python", "```", *(":" * n for n in range(3, 301))]) + "\n"
    assert [block.kind for block in refused(page)] == [Kind.NESTING]
    # MyST leaves out, without a word, what is in 20 quotes; what is in 19 it shows.
    assert [block.kind for block in refused("> " * 20 + "x\n")] == [Kind.NESTING]
    assert not refused("> " * 19 + "x\n")


def test_a_page_of_awkward_length_is_read_in_time() -> None:
    unit = (
        "## Title\n\nText {since}`3.11 <a.b>` goes on\nin a line, <https://a.b>.\n\n- one\n"
        "- two {term}`c`\n\n> quoted\n\n````{note}\n```{example} a/b\n:fold:\n```\n````\n\n"
        "a | b\n--|--\n`c` | d\n\n```text\ne\n```\n\n"
    )
    page = unit * 1000
    start = time.process_time()
    assert len(blocks(page)) == 3000
    # 25 times a long page takes 0.2 to 0.5 seconds; what grows with the square of the length takes minutes.
    assert time.process_time() - start < 10


def test_options_are_the_same_in_both_forms() -> None:
    values: dict[str, str] = {"caption": "a: `b`", "fold": "", "files": "it's"}
    colons = "```{example} a/b\n:caption: a: `b`\n:fold:\n:files: 'it''s'\n```\n"
    dashes = '```{example} a/b\n---\ncaption: a: `b`\nfold:\n\nfiles: "it\'s"\n---\n```\n'
    for page in (colons, dashes, colons.replace("```", "~~~"), dashes.replace("```", ":::")):
        (block,) = blocks(page.replace("{example}", "{list-table}"))
        assert (block.refusal, dict(block.options)) == (None, values)


def test_the_options_of_a_block_cannot_be_changed() -> None:
    (block,) = blocks("```{example} a/b\n:fold:\n```\n")
    with pytest.raises(TypeError):
        block.options["fold"] = "x"  # type: ignore[index]


def test_an_empty_page_holds_nothing() -> None:
    for page in ("", "\n", "\ufeff", " ", "\r\n\r\n"):
        assert (blocks(page), parse(page).roles, parse(page).headings) == ((), (), ())


def test_prose_is_all_that_a_reader_reads_but_headings_and_blocks_with_the_heading_it_is_under() -> None:
    page = "Before.\n\n# One\n\nTwo\nlines.\n\n| a | b |\n|---|---|\n| c | d |\n\n## Two\n\n> - item\n\n"
    page += "````{admonition} Title\nBody.\n````\n\n```text\ncode\n```\n"
    found = [(each.text, each.heading) for each in parse(page).prose]
    assert found == [
        ("Before.", ""),
        ("Two\nlines.", "One"),
        *((cell, "One") for cell in "abcd"),
        ("item", "Two"),
        ("Title", "Two"),
        ("Body.", "Two"),
    ]


def test_a_position_in_prose_leads_to_its_line_and_its_place_in_the_page() -> None:
    page = "# One\n\n> Two\n> lines.\n"
    (paragraph,) = parse(page).prose
    line, offset = paragraph.place(paragraph.text.index("lines"))
    assert line == 4
    assert page[offset:].startswith("lines.")


def test_what_is_found_in_awkward_pages_is_where_it_says() -> None:
    found = 0
    for text in awkward_pages(2000):
        if text.startswith(("---", "- --- x")):
            continue  # front matter without an end
        page = parse(text)
        lines = text.split("\n")
        for block in page.blocks:
            assert text[: block.start].count("\n") == block.line - 1, text
            assert text[: block.end].count("\n") == block.end_line - 1, text
            found += 1
        for paragraph in page.prose:
            for line in paragraph.lines:
                # markdown-it takes the backslash off a bar in a cell.
                written = lines[line.number - 1].replace("\\|", "|")
                assert line.text.strip().replace("\\|", "|") in written, text
                found += 1
    assert found > 5000


def test_the_site_is_built_with_the_extensions_that_pages_are_read_with() -> None:
    conf = ast.parse((ROOT / "conf/conf.py").read_text(encoding="utf-8"))
    (value,) = (
        node.value
        for node in conf.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "myst_enable_extensions"
    )
    assert sorted(ast.literal_eval(value)) == sorted(EXTENSIONS)


Shown = list[tuple[str, ...]]

NESTED = pieces(
    "¦¦¦¦text¦```¦````¦`````¦```text¦```python¦~~~¦    x = 1¦\tx¦> ¦- ¦1. ¦# h¦+++¦(t)=¦<!-- c -->¦$$"
    "¦% c¦<pre>¦```{note}¦````{note}¦:::{note}¦::::{tip}¦:::{note} ```python¦:::{note} foo¦~~~{tip} ```text"
    "¦```{unknown}¦:::{admonition} A {strong}`t`¦:::¦:::¦::::¦:::x¦:class: a¦---¦class: b¦---¦text\n---\n"
    "¦```text\n---\n¦: d¦: ```text¦{strong}`1 <a>` b¦{strong}`x`¦a | b¦--|--¦| {strong}`x` | b |¦<b>x</b>"
    "¦\f```python¦x\f```¦\u2028~~~"
)


def shown_by_myst(page: str) -> Shown:
    """Return what MyST-Parser really shows: literal blocks, raw HTML and roles, those in directives too."""
    settings = {
        "myst_enable_extensions": list(EXTENSIONS),
        "myst_highlight_code_blocks": False,
        "report_level": 5,
        "halt_level": 5,
        "warning_stream": io.StringIO(),
    }
    found: Shown = []
    tree = publish_doctree(page, parser=Parser(), settings_overrides=settings)
    for message in list(tree.findall(nodes.system_message)):
        message.parent.remove(message)
    for node in tree.findall():
        text = node.astext().strip()
        if isinstance(node, nodes.literal_block):
            found.append(("code", text))
        elif isinstance(node, nodes.raw) and not (text.startswith("<!--") and text.endswith("-->")):
            found.append(("html", text))
        elif isinstance(node, nodes.strong):
            found.append(("role", text))
    return sorted(found)


KINDS = {Kind.FENCE: "code", Kind.INDENTED: "code", Kind.HTML: "html"}


def shown_by_reader(page: str) -> Shown:
    found: Shown = [("role", role.text.strip()) for role in parse(page).roles]
    for block in blocks(page):
        is_container = block.kind is Kind.FENCE and page[block.start] == ":"
        if block.kind in KINDS and not is_container:
            found.append((KINDS[block.kind], block.content.strip()))
    return sorted(found)


def has_an_empty_directive(page: str) -> bool:
    directives = (block for block in blocks(page) if block.kind is Kind.DIRECTIVE)
    return any(not block.content.strip() for block in directives)


def test_what_myst_shows_of_awkward_pages_with_directives_is_what_the_reader_finds() -> None:
    chance, compared = random.Random(5), 0
    for _ in range(250):
        size = chance.choice((3, 6, 12))
        beginnings = chance.choices([""] * 10 + ["  ", "    ", "> ", "- "], k=size)
        page = "".join(a + b + "\n" for a, b in zip(beginnings, chance.choices(NESTED, k=size), strict=True))
        if page.startswith("---") or has_an_empty_directive(page):
            continue  # it is an error, and MyST-Parser does not even show its title
        expected = shown_by_myst(page)
        assert shown_by_reader(page) == expected, page
        compared += len(expected)
    assert compared == 291  # pages that begin with front matter without an end are left out


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The whole file comes first", "the-whole-file-comes-first"),
        ("3.1 From source file to running program", "from-source-file-to-running-program"),
        ('3.11 `__name__ == "__main__"`', "name-main"),
        ("3.8.1 sys.path", "sys-path"),
        ("`import *`", "import"),
        ("Where `60 * 60` went", "where-60-60-went"),
        ("A crêpe, *hot*", "a-crepe-hot"),
        ("The {term}`module <module>` as it is", "the-module-as-it-is"),
        ("See [the steps](08-import-system.md#the-steps-of-an-import) first", "see-the-steps-first"),
        ("3.0", ""),
    ],
)
def test_an_anchor_is_made_of_the_words_of_the_title(title: str, expected: str) -> None:
    assert [heading.anchor for heading in parse(f"# {title}\n").headings] == [expected]
