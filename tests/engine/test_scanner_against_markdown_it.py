"""The scanner and MyST-Parser agree on every golden case and on thousands of made-up pages.

Where they differ on purpose, it is by one of these rules:

* *prompts*: a line of prose that begins with ``>>>`` is reported besides what Markdown makes of it.
* *remarks*: an HTML comment is raw HTML for MyST-Parser; for the scanner it is nothing.
* *cells*: ``\\|`` in the cell of a table stays as it is; markdown-it-py takes the backslash off.
* *nesting*: what more than 20 quotes, lists and directives hold is reported; markdown-it-py drops it.
* *links*: the address of a link is read as prose, but what stands in ``](<`` and ``>`` is never raw HTML.
* *cards*: the body of a card is cut at every line of ``^^^`` or ``+++``; sphinx-design cuts at two of them.

The made-up pages have no links in prose, no cards and no deep nesting, so the last three never apply.
"""

import ast
import io
import random
from pathlib import Path
from typing import Iterator, List, Sequence, Tuple

import pytest

from bookcheck.pages import scanner
from bookcheck.pages.markdown import EXTENSIONS
from bookcheck.pages.markdown.blocks import leaves
from bookcheck.pages.markdown.inline import spans
from bookcheck.pages.markdown.lines import source_lines
from tests.engine.scanner_cases import awkward_pages, load_cases, pieces

pytest.importorskip("myst_parser", reason="MyST-Parser runs on the Python that builds the site only")

from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.docutils_ import Parser
from myst_parser.parsers.mdit import create_md_parser

SPACE = " \t\n\v\f\r"
Found = List[Tuple[str, ...]]


@pytest.fixture(scope="module")
def reference() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)


def test_the_site_is_built_with_the_extensions_that_the_scanner_reads() -> None:
    conf = ast.parse((Path(__file__).parents[2] / "conf/conf.py").read_text(encoding="utf-8"))
    (value,) = (
        node.value
        for node in conf.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "myst_enable_extensions"
    )
    assert sorted(ast.literal_eval(value)) == sorted(EXTENSIONS)


def blocks_of_markdown_it(reference: MarkdownIt, page: str) -> Found:
    found: Found = []
    tokens: List[Token] = []
    reference.block.parse(page, reference, {}, tokens)
    for token in tokens:
        place = tuple(str(line) for line in token.map or ())
        if token.type in ("fence", "colon_fence"):
            found.append(("fence", *place, token.markup, token.info, token.content))
        elif token.type == "code_block":
            found.append(("indented", *place, token.content.rstrip("\n")))
        elif token.type == "html_block":
            found.append(("html", *place, token.content.rstrip("\n")))
        elif token.type == "inline" and token.content.strip(SPACE):
            found.append(("prose", place[0], token.content.replace("\\|", "|")))
    return found


def blocks_of_scanner(page: str) -> Found:
    found: Found = []
    for leaf in leaves(source_lines(page)):
        place = (str(leaf.line - 1), str(leaf.end_line))
        content = "\n".join(line.text for line in leaf.content)
        if leaf.kind == "fence":
            found.append(("fence", *place, leaf.marks, leaf.info, content + "\n" * bool(leaf.content)))
        elif leaf.kind in ("indented", "html"):
            found.append((leaf.kind, *place, content.rstrip("\n")))
        elif leaf.kind in ("prose", "heading") and content.strip(SPACE):
            found.append(("prose", place[0], content.strip(SPACE).replace("\\|", "|")))
    return found


def test_the_blocks_of_every_golden_case_are_those_of_markdown_it(reference: MarkdownIt) -> None:
    compared = 0
    for case in load_cases():
        expected = blocks_of_markdown_it(reference, case.page)
        assert blocks_of_scanner(case.page) == expected, case.name
        compared += len(expected)
    assert compared == 260


def test_the_blocks_of_awkward_pages_are_those_of_markdown_it(reference: MarkdownIt) -> None:
    compared = {"fence": 0, "indented": 0, "html": 0, "prose": 0}
    for page in awkward_pages(2000):
        expected = blocks_of_markdown_it(reference, page)
        assert blocks_of_scanner(page) == expected, page
        for kind, *_ in expected:
            compared[kind] += 1
    assert compared == {"fence": 941, "indented": 1576, "html": 765, "prose": 2716}


SPANS = pieces(
    "{since}¦{a}¦{py:func}¦{¦}¦`¦``¦```¦`x`¦\\¦\\`¦$¦$$¦\\$¦&lt;¦|¦*¦**¦x¦y z¦\n¦(¦)¦1"
    "¦<b>¦</b>¦<br/>¦<a b='c'>¦<¦>¦<!-- c -->¦<!--¦-->¦<!-->¦<?p?>¦<!X>¦<![CDATA[x]]>¦<https://a.b>¦<a@b.c>"
)


def spans_of_markdown_it(tokens: Sequence[Token]) -> Iterator[Tuple[str, str]]:
    for token in tokens:
        if token.type == "myst_role":
            yield token.meta["name"], token.content
        elif token.type == "html_inline" and not token.content.startswith("<!--"):
            yield "", token.content
        yield from spans_of_markdown_it(token.children or ())


def test_the_roles_and_the_html_of_awkward_prose_are_those_of_markdown_it(reference: MarkdownIt) -> None:
    chance, compared = random.Random(4), 0
    for _ in range(2000):
        prose = "w" + "".join(chance.choices(SPANS, k=chance.randint(1, 14))).rstrip()
        expected = list(spans_of_markdown_it(reference.parseInline(prose)))
        assert [(span.name if span.is_role else "", span.text) for span in spans(prose)] == expected, prose
        compared += len(expected)
    assert compared == 2595


NESTED = pieces(
    "¦¦¦¦text¦```¦````¦`````¦```text¦```python¦~~~¦    x = 1¦\tx¦> ¦- ¦1. ¦# h¦+++¦(t)=¦<!-- c -->¦$$"
    "¦% c¦<pre>¦```{note}¦````{note}¦:::{note}¦::::{tip}¦:::{note} ```python¦:::{note} foo¦~~~{tip} ```text"
    "¦```{unknown}¦:::{admonition} A {strong}`t`¦:::¦:::¦::::¦:::x¦:class: a¦---¦class: b¦---¦text\n---\n"
    "¦```text\n---\n¦: d¦: ```text¦{strong}`1 <a>` b¦{strong}`x`¦a | b¦--|--¦| {strong}`x` | b |¦<b>x</b>"
    "¦\f```python¦x\f```¦\u2028~~~"
)


def shown_by_myst(page: str) -> Found:
    """Return what MyST-Parser really shows: literal blocks, raw HTML and roles, those in directives too."""
    settings = {
        "myst_enable_extensions": list(EXTENSIONS),
        "myst_highlight_code_blocks": False,
        "report_level": 5,
        "halt_level": 5,
        "warning_stream": io.StringIO(),
    }
    found: Found = []
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


KINDS = {scanner.Kind.FENCE: "code", scanner.Kind.INDENTED: "code", scanner.Kind.HTML: "html"}


def shown_by_scanner(page: str) -> Found:
    found: Found = [("role", role.text.strip()) for role in scanner.roles(page)]
    for block in scanner.scan(page):
        is_container = block.kind is scanner.Kind.FENCE and page[block.start] == ":"
        if block.kind in KINDS and not is_container:
            found.append((KINDS[block.kind], block.content.strip()))
    return sorted(found)


def has_an_empty_directive(page: str) -> bool:
    directives = (block for block in scanner.scan(page) if block.kind is scanner.Kind.DIRECTIVE)
    return any(not block.content.strip() for block in directives)


def test_what_myst_shows_of_awkward_pages_with_directives_is_what_the_scanner_finds() -> None:
    chance, compared = random.Random(5), 0
    for _ in range(250):
        size = chance.choice((3, 6, 12))
        beginnings = chance.choices([""] * 10 + ["  ", "    ", "> ", "- "], k=size)
        page = "".join(a + b + "\n" for a, b in zip(beginnings, chance.choices(NESTED, k=size)))
        if has_an_empty_directive(page):
            continue  # it is an error, and MyST-Parser does not even show its title
        expected = shown_by_myst(page)
        assert shown_by_scanner(page) == expected, page
        compared += len(expected)
    assert compared == 301
