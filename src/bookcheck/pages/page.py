"""A page of the book as its author wrote it: its blocks, its roles, its prose and what its front matter says."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import List, Mapping, Tuple

from bookcheck.errors import BookError
from bookcheck.pages.scanner import Block, Prose, Role, front_matter, prose, roles, scan

EXAMPLE = "example"
TRACE = "trace"


@dataclass(frozen=True)
class Page:
    """One Markdown file under ``docs/``."""

    path: Path
    text: str
    front_matter: Mapping[str, str]
    blocks: Tuple[Block, ...]
    roles: Tuple[Role, ...]
    prose: Tuple[Prose, ...]

    @property
    def traces(self) -> Tuple[Block, ...]:
        """The trace directives, in their order."""
        return tuple(block for block in self.blocks if block.name == TRACE and block.refusal is None)

    @property
    def examples(self) -> Tuple[Block, ...]:
        """The example directives, in their order."""
        return tuple(block for block in self.blocks if block.name == EXAMPLE and block.refusal is None)


def reading_order(name: str) -> List[Tuple[bool, List[int], str]]:
    """Return a key that sorts the names of pages, such as ``03-model/08-1-path``, as they are read.

    The numbers at the beginning of a name are those of its section, so ``08-imports`` comes before ``08-1-path``;
    a name without one comes last.
    """
    key = []
    for part in name.split("/"):
        numbers = re.findall(r"\d+", re.match(r"(?:\d+-)*", part)[0])  # type: ignore[index]  # it always matches
        key.append((not numbers, [int(number) for number in numbers], part))
    return key


def read_page(path: Path) -> Page:
    """Read the page at ``path``; raise :class:`BookError` if it is no UTF-8 text or its front matter does not read."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BookError("the page is no UTF-8 text", path=path, found=str(error), fix="save it as UTF-8") from None
    return parse_page(path, text)


def parse_page(path: Path, text: str) -> Page:
    """Return the page whose file ``path`` holds ``text``."""
    return Page(path, text, front_matter(text, path), scan(text), roles(text), prose(text))
