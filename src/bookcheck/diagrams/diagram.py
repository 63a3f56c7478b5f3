"""The diagrams of the pages: what a ``{mermaid}`` block must be like, and the drawing kept for each.

A drawing is an SVG file under ``diagrams/``, named for the title and the source of its diagram,
so a changed diagram has another name and the old drawing is never shown for it.
:mod:`bookcheck.diagrams.draw` makes the drawings.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, Tuple

from bookcheck.diagrams.parts import FIX, Part, read_parts
from bookcheck.diagrams.picture import differences
from bookcheck.errors import BookError
from bookcheck.pages.page import MERMAID, Block, Page

FORMAT = "2"
"""Part of every digest: raise it when the drawings of unchanged diagrams must be made again."""

KINDS = ("flowchart", "sequenceDiagram")
NODE_ROLES = ("emphasis", "aside")
_COLORS = "colors and styles belong to the site's stylesheet"
_LINKS = "a picture holds no links; put the link in the prose"
_REFUSED = {
    "style": _COLORS,
    "linkStyle": _COLORS,
    "classDef": _COLORS,
    "class": "a role is written at its node, as in node:::emphasis",
    "rect": _COLORS,
    "box": _COLORS,
    "click": _LINKS,
    "link": _LINKS,
    "links": _LINKS,
}
_OPTION = re.compile(r"\s*:[\w-]+:.*")
_COMMENT = re.compile(r"\s*%%(?!\{).*")
_UNDRAWN = re.compile(r"\s*(?:%%(?!\{)|acc(?:Title|Descr)\b|\Z)")
_EQUIVALENT = re.compile(r"\s*(?P<key>accTitle|accDescr)\b\s*(?P<colon>:?)\s*(?P<value>.*?)\s*")
_QUOTED = re.compile(r'"[^"]*"')
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}\b|\b(?:rgb|hsl)a?\(|\b(?:fill|stroke|color)\s*:")
_SETTINGS = re.compile(r"^\s*---|%%\{|@\{")
_ROLE = re.compile(r":::\s*([\w-]+)")
_SIGNATURE = re.compile(r"<!-- made by: make diagrams; source ([0-9a-f]+); drawing ([0-9a-f]+) -->\n")


@dataclass(frozen=True)
class Diagram:
    """One ``{mermaid}`` block: its Mermaid source, its text equivalent, and the line of the page it begins at."""

    source: str
    title: str
    description: str
    path: Path
    line: int

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that its source determines; a comment is not drawn and changes none."""
        drawn = [line for line in self.source.split("\n") if not _COMMENT.fullmatch(line)]
        return _digest(FORMAT + "\n" + "\n".join(drawn))

    @property
    def identifier(self) -> str:
        """What every id in its drawing begins with."""
        return "diagram-" + self.digest

    @property
    def file_name(self) -> str:
        """The name of its drawing: the title in lower case, and the digest."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:60].rstrip("-")
        return "{}-{}.svg".format(slug or "diagram", self.digest)

    @property
    def parts(self) -> Tuple[Part, ...]:
        """What it shows, in the order of its source; raises :class:`BookError` where the source is not certain."""
        lines = self.source.split("\n")
        drawn = [(number, text) for number, text in enumerate(lines, self.line) if not _UNDRAWN.match(text)]
        return read_parts(drawn[0][1].split()[0], drawn[1:], self.path)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def read_diagram(content: str, path: Path, line: int) -> Diagram:
    """Return the diagram of a ``{mermaid}`` block.

    ``content`` is the text of the block, with or without the directive's options, and ``line`` the line of its
    beginning in the page ``path``. Raises :class:`BookError` at the first line that the book does not allow.
    """
    lines = [text.rstrip() for text in content.split("\n")]
    while len(lines) > 1 and (not lines[0] or _OPTION.fullmatch(lines[0])):
        del lines[0]
        line += 1
    while lines and not lines[-1]:
        del lines[-1]
    kind = ""
    equivalent: Dict[str, str] = {}
    for number, text in enumerate(lines, line):
        if not text or _COMMENT.fullmatch(text):
            continue
        match = _EQUIVALENT.fullmatch(text)
        if match is not None:
            if not match["colon"] or not match["value"]:
                raise _mistake("{} is empty or goes over several lines".format(match["key"]), text, path, number)
            equivalent[match["key"]] = match["value"]
        elif kind:
            _check_line(text, path, number)
        else:
            kind = text.split()[0]
            if kind not in KINDS:
                raise _mistake("{!r} is not a kind of diagram that the book draws".format(kind), text, path, number)
    for key in ("accTitle", "accDescr"):
        if key not in equivalent:
            raise _mistake(
                "a diagram has no text equivalent: {} is missing".format(key), "".join(lines[:1]), path, line
            )
    diagram = Diagram("\n".join(lines) + "\n", equivalent["accTitle"], equivalent["accDescr"], path, line)
    if not diagram.parts:
        raise _mistake("a diagram shows nothing", "".join(lines[:1]), path, line)
    return diagram


def _check_line(text: str, path: Path, number: int) -> None:
    """Raise :class:`BookError` for what a line of a diagram must not hold."""
    bare = _QUOTED.sub('""', text)
    word = bare.split()[0]
    if word in _REFUSED:
        raise _mistake("a diagram says {!r}: {}".format(word, _REFUSED[word]), text, path, number)
    if _SETTINGS.search(bare) or _COLOR.search(bare):
        raise _mistake("a diagram has settings or colors of its own: " + _COLORS, text, path, number)
    for role in _ROLE.findall(bare):
        if role not in NODE_ROLES:
            raise _mistake(
                "{!r} is not a role; there are {}".format(role, " and ".join(NODE_ROLES)), text, path, number
            )
    if '"' in bare.replace('""', ""):
        raise _mistake("a label goes over several lines; a line break is <br/>", text, path, number)


def _mistake(problem: str, text: str, path: Path, line: int) -> BookError:
    return BookError(
        problem,
        path=path,
        line=line,
        expected='flowchart or sequenceDiagram, accTitle: … and accDescr: …, labels as in id["text"] and -->|"text"|',
        found=text.strip() or "nothing",
        fix="correct the diagram, then run: " + FIX,
    )


def find_diagrams(pages: Iterable[Page]) -> Iterator[Diagram]:
    """Yield each diagram of ``pages``; raise :class:`BookError` at the first that cannot be parsed."""
    return (read_block(block, page) for block, page in _blocks(pages))


def readable_diagrams(pages: Iterable[Page]) -> Iterator[Diagram]:
    """Yield each diagram of ``pages`` that can be parsed; :func:`check_diagrams` reports the others."""
    for block, page in _blocks(pages):
        try:
            yield read_block(block, page)
        except BookError:
            continue


def _blocks(pages: Iterable[Page]) -> Iterator[Tuple[Block, Page]]:
    return ((block, page) for page in pages for block in page.blocks if block.name == MERMAID)


def read_block(block: Block, page: Page) -> Diagram:
    """Return the diagram of a ``{mermaid}`` block of ``page``; raises as :func:`read_diagram` does."""
    # The closing fence is the last line of a block; options may be between the opening one and the content.
    return read_diagram(block.content, page.path, block.end_line - block.content.count("\n"))


def sign(drawing: str, diagram: Diagram) -> str:
    """Return the text of the file for ``drawing``: it, under a line with the digests of its source and of itself."""
    return "<!-- made by: {}; source {}; drawing {} -->\n{}".format(FIX, diagram.digest, _digest(drawing), drawing)


def load_drawing(diagram: Diagram, folder: Path) -> str:
    """Return the SVG drawing of ``diagram`` kept in ``folder``; raise :class:`BookError` if there is none to trust."""
    name = "{}/{}".format(folder.name, diagram.file_name)
    try:
        text = (folder / diagram.file_name).read_text(encoding="utf-8")
    except OSError:
        raise BookError(
            "a diagram has no drawing, or has changed since it was drawn",
            path=diagram.path,
            line=diagram.line,
            expected=name,
            fix=FIX,
        ) from None
    signature = _SIGNATURE.match(text)
    drawing = text[signature.end() :] if signature else text
    if signature is None or signature.groups() != (diagram.digest, _digest(drawing)):
        raise BookError(
            "the drawing of a diagram was edited, or made for another diagram",
            path=diagram.path,
            line=diagram.line,
            found=name,
            fix=FIX,
        )
    check_drawing(drawing, diagram)
    return drawing


def check_drawing(drawing: str, diagram: Diagram) -> None:
    """Raise :class:`BookError` where the words or the parts of ``drawing`` are not those of the source."""
    for problem, line in differences(drawing, diagram.parts, diagram.title, diagram.description):
        raise BookError(
            problem,
            path=diagram.path,
            line=line or diagram.line,
            expected="what the source of the diagram says, word for word",
            found=diagram.file_name,
            fix="{}\nif that says the same, write the label with other characters: "
            "#lt; for <, #gt; for >, #quot; for a quotation mark, <br/> for a new line".format(FIX),
        )


def find_orphans(diagrams: Iterable[Diagram], folder: Path) -> Tuple[Path, ...]:
    """Return the files in ``folder`` that are the drawing of none of ``diagrams``."""
    names = {diagram.file_name for diagram in diagrams}
    return tuple(file for file in sorted(folder.glob("*")) if file.name not in names)


def check_diagrams(pages: Iterable[Page], folder: Path) -> List[BookError]:
    """Return every mistake in the diagrams of ``pages`` and in the drawings kept for them in ``folder``."""
    errors: List[BookError] = []
    diagrams: List[Diagram] = []
    for block, page in _blocks(pages):
        try:
            diagrams.append(read_block(block, page))
            load_drawing(diagrams[-1], folder)
        except BookError as error:
            errors.append(error)
    # While a diagram cannot be parsed, nobody can say which drawing is its own.
    if not errors:
        problem = "a drawing belongs to no diagram of any page"
        errors += [BookError(problem, path=file, fix=FIX) for file in find_orphans(diagrams, folder)]
    return errors
