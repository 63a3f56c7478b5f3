"""The reader's golden cases, and made-up pages.

A case is a title, ``.``, a page, ``.``, what is found in it, ``.``.
Found is a line for each block, ``LINES @DEPTH KIND NAME (ARGUMENT)``, with its options, its content after
``|`` and, after ``!``, the first half of its refusal; then a line for each role and for each heading.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bookcheck.errors import BookError
from bookcheck.pages.page import Block, Page
from bookcheck.pages.page_reader import parse_page

PAGE = Path("docs/page.md")


class Case(NamedTuple):
    """One golden case; ``name`` is its file and its title."""

    name: str
    page: str
    found: str


def load_cases() -> tuple[Case, ...]:
    """Return every case of every file."""
    return tuple(case for path in sorted(Path(__file__).parent.glob("*.txt")) for case in _read(path))


def _read(path: Path) -> Iterator[Case]:
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^\.\n", text, flags=re.MULTILINE)
    assert len(parts) % 3 == 1, f"{path}: a case has three parts, each with a line of one dot after it"
    for title, page, found in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        yield Case(f"{path.stem}: {title.strip()}", page, found)


def parse(text: str) -> Page:
    """Return the page with ``text``."""
    return parse_page(PAGE, text)


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of the page with ``text``."""
    return parse(text).blocks


def describe(text: str) -> str:
    """Return what is found in a page, in the form of the golden files."""
    try:
        page = parse(text)
    except BookError as error:
        return f"error {error.line} {error.problem}\n"
    lines = [line for block in page.blocks for line in _describe_block(block)]
    lines += [f"role {role.line}:{_column(text, role.start)} {role.name} = {role.text}" for role in page.roles]
    lines += [f"heading {heading.line} level {heading.level} = {heading.text}" for heading in page.headings]
    return "".join(line.rstrip() + "\n" for line in lines)


def _column(text: str, offset: int) -> int:
    return offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset), 0 if text[0] == "\ufeff" else -1)


def _describe_block(block: Block) -> list[str]:
    words = [f"{block.line}-{block.end_line}", f"@{block.depth}", block.kind.value, block.name or '""']
    if block.argument:
        words.append(f"({block.argument})")
    if block.refusal:
        words.append("! " + block.refusal.partition("; expected")[0])
    options = [f"  :{key}: {value}".rstrip() for key, value in block.options.items()]
    return [" ".join(words), *options, *(f"  | {line}".rstrip() for line in block.content.split("\n")[:-1])]


def pieces(text: str) -> list[str]:
    """Return the parts of ``text`` between its broken bars."""
    return text.split("¦")


BEGINNINGS = pieces("¦¦¦¦¦¦¦¦¦ ¦  ¦   ¦    ¦     ¦\t¦  \t¦> ¦>¦>\t¦- ¦1. ¦  > ¦    - ")
CONTENTS = pieces(
    "¦¦¦   ¦text¦lazy¦é—¦\f¦\\>>> x¦# head¦## h ##¦===¦---¦***¦+++¦+++ x¦% c¦(t)=¦: d¦~ d¦:\td¦: ```"
    "¦:¦...¦--- x¦```¦````¦~~~¦~~~~¦```text¦```{note}¦:::{note}¦:::¦::::¦::: python¦`` `x¦``` a`b¦    x = 1"
    "¦\tx = 1¦> ¦>¦>>> 1¦- ¦* ¦+ ¦-¦1. ¦1.¦2) ¦10. ¦-\t¦1. - ¦> - ¦[a]: /u¦[a]: /u 'q¦r'¦[a]:¦/url¦[a]: (b"
    "¦[^1]: foo¦[^2]:¦$$¦$$x$$¦$$ x¦$$ (e)¦x $$¦a | b¦--|--¦| a | b |¦|:-|-:|¦-|-¦a \\| b | c"
    "¦<pre>¦</pre>¦<div>¦<!-- c -->¦<!--¦-->¦<b>¦<b>x¦</b>¦<?p¦?>¦<!X¦<script"
)


def awkward_pages(count: int) -> Iterator[str]:
    """Yield pages of lines that each begin something, put together at random but always the same."""
    chance = random.Random(3)
    for _ in range(count):
        lines = []
        for _ in range(chance.choice((2, 4, 8, 14))):
            words = chance.choices(BEGINNINGS, k=chance.choice((1, 1, 2, 3)))
            words += chance.choices(CONTENTS, k=chance.choice((1, 1, 1, 2)))
            lines.append("".join(words) + "\n")
        yield "".join(lines)
