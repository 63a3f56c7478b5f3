"""What a build knows of the book: its parts, where each is shown, and what each page rests on."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError, NoUri
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from bookcheck.consistency import check_book
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.page import reading_order
from bookcheck.programs.examples import Example
from bookcheck.recordings.builds import BUILDS
from bookcheck.recordings.integrity import check_recording
from bookcheck.recordings.recording import Recording

_PLACES = ("shown", "listed", "claimed", "laws", "bound")
"""The tables of places, by what is there."""

_logger = logging.getLogger(__name__)

Place = tuple[str, str]
"""A document's name and an id in it."""


class BuiltBook(Book):
    """The book while one build reads it: nothing changes meanwhile, so each recording is read once."""

    def __init__(self, root: Path, build: Path | None = None) -> None:
        super().__init__(root, build)
        self._recordings: dict[str, Recording] = {}

    def load_recording(self, example: Example) -> Recording:
        """Return the recording of ``example``; raises :class:`BookError` each time if there is none to be read."""
        if example.name not in self._recordings:
            self._recordings[example.name] = super().load_recording(example)
        return self._recordings[example.name]


class BookDomain(Domain):
    """The book, as one build sees it. What is in ``data`` is kept from build to build, the rest is read again."""

    name = "book"
    label = "Book"
    object_types = {"example": ObjType("example"), "claim": ObjType("claim"), "law": ObjType("law")}
    initial_data = {
        "shown": {},  # example -> [(document, id, caption)]
        "listed": {},  # probe -> [(document, id)], where {claims} lists it
        "claimed": {},  # probe -> [(document, id)], where a page makes the claim
        "laws": {},  # law -> [(document, id)], where {laws} lists it
        "bound": {},  # law -> [(document, id)], where a page states it
        "rests_on": {},  # document -> {program: fingerprint}
        "read": {},  # document -> (words, minutes), of a page that says how long it takes
        "surveys": {},  # document -> None, of a page that tells of the whole book
    }
    data_version = 3

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._reported: set[tuple[str, str]] = set()

    @cached_property
    def project(self) -> Book:
        """The book that the pages belong to; raises :class:`sphinx.errors.ExtensionError` if there is none."""
        try:
            return BuiltBook.around(Path(self.env.srcdir))
        except BookError as error:
            raise ExtensionError(str(error)) from None

    @cached_property
    def probe_recordings(self) -> dict[str, Recording]:
        """The recorded answers of each package's probes; a package is missing where they prove nothing."""
        relied_on: dict[str, Recording] = {}
        for package, program in self.project.probe_programs.items():
            try:
                recording = self.project.load_recording(program)
            except BookError:
                continue  # check_book has reported it
            if not any(check_recording(self.project, program, recording)):
                relied_on[package] = recording
        return relied_on

    def report(self, error: BookError, *, again: bool = True) -> None:
        """Warn of ``error`` at its place, which fails the build; with ``again`` false, only if it is news."""
        path = None if error.path is None else self.project.relative(error.path)
        text = str(BookError(error.problem, expected=error.expected, found=error.found, fix=error.fix))
        text = text.replace(str(self.project.root) + os.sep, "")
        if not again and (str(path), text) in self._reported:
            return
        self._reported.add((str(path), text))
        location = None if path is None else f"{path}:{error.line or 1}"
        # The warning has no type, so that no configuration can suppress it.
        _logger.warning("%s", text, location=location)

    def report_in_page(self, error: BookError) -> None:
        """Warn of ``error`` while its page is read, unless :func:`check_book` has done so.

        The page is read again until it is fixed: otherwise the next build would find nothing to do, and be green.
        """
        self.env.note_reread()
        self.report(error, again=False)

    def note_program(self, name: str) -> None:
        """Note that the document being read must be read again when the program ``name``, or its recording, changes."""
        self.data["rests_on"].setdefault(self.env.docname, {})[name] = self.fingerprint(name)

    def note_place(self, table: str, name: str, identifier: str, *caption: str) -> None:
        """Add a place in the document being read to those of ``name`` in ``table``; an example has a caption too."""
        self.data[table].setdefault(name, []).append((self.env.docname, identifier, *caption))

    def fingerprint(self, name: str) -> str:
        """Return a digest of all that a page shows of the program ``name``: its source, declaration and recording."""
        path = self.project.recording_path(name)
        recorded = path.read_bytes() if path.is_file() else None
        seen = repr((self.project.programs.get(name), recorded, self.project.pythons))
        return hashlib.sha256(seen.encode()).hexdigest()

    def outdated(self) -> Iterator[str]:
        """Yield the documents that rest on a program which is no longer what they show."""
        for docname, programs in self.data["rests_on"].items():
            if any(self.fingerprint(name) != fingerprint for name, fingerprint in programs.items()):
                yield docname

    def note_survey(self) -> None:
        """Note that the document being read tells of the whole book: any change may change it."""
        self.data["surveys"][self.env.docname] = None
        self.env.note_dependency(self.project.list)
        self.env.note_dependency(self.project.recording_path(BUILDS))

    def first(self, table: str, name: str) -> tuple[str, ...] | None:
        """Return the first place of ``name`` in ``table``, as one reads the pages, or None."""
        return min(self.data[table].get(name, ()), default=None, key=lambda place: reading_order(place[0]))

    def clear_doc(self, docname: str) -> None:
        """Forget what is known from the document ``docname``."""
        for table in ("rests_on", "read", "surveys"):
            self.data[table].pop(docname, None)
        for table in _PLACES:
            elsewhere = {name: [at for at in places if at[0] != docname] for name, places in self.data[table].items()}
            self.data[table] = {name: places for name, places in elsewhere.items() if places}

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process learned from ``docnames``."""
        for table in ("rests_on", "read", "surveys"):
            self.data[table].update((name, kept) for name, kept in otherdata[table].items() if name in docnames)
        for table in _PLACES:
            for name, places in otherdata[table].items():
                ours = self.data[table].setdefault(name, [])
                ours.extend(place for place in places if place[0] in docnames)

    def resolve_any_xref(self, *arguments: Any, **more: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: an example is referred to with ``{ref}``, never by a bare name. MyST asks every domain."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield the examples, for the search and for other books, and the claims and laws, for other books."""
        # Other books may name a claim; nobody searches for it.
        for table, kind, priority in (("shown", "example", 1), ("listed", "claim", -1), ("laws", "law", -1)):
            for name in self.data[table]:
                docname, identifier, *_ = self.first(table, name)  # type: ignore[misc]  # clear_doc leaves no empty list
                yield name, name, kind, docname, identifier, priority


def book_of(env: BuildEnvironment) -> BookDomain:
    """Return the book that ``env`` builds."""
    domain = env.domains["book"]
    assert isinstance(domain, BookDomain)
    return domain


def link(builder: Builder, here: str, place: Place, *children: nodes.Node, title: str = "") -> list[nodes.Node]:
    """Return ``children`` as a link from the document ``here`` to ``place``, bare if ``builder`` leaves that out."""
    inner = nodes.inline("", "", *children)
    try:
        return [make_refnode(builder, here, place[0], place[1], inner, title or None)]
    except NoUri:
        return list(inner.children)


def _check(app: Sphinx) -> None:
    book = book_of(app.env)
    for error in check_book(book.project) if not app.config.book_live else ():
        book.report(error)


def _find_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    book = book_of(env)
    outdated = set(book.outdated())
    if (added or changed or removed or outdated) and not app.config.book_live:
        outdated |= book.data["surveys"].keys() - removed
    return sorted(outdated)


def _resolve_reference(
    app: Sphinx, env: BuildEnvironment, node: nodes.Element, content: nodes.TextElement
) -> nodes.Node | None:
    """Resolve ``{ref}`` to an example, a probe or a law: ``example:package/name``, ``claim:package.probe``.

    Where the author gave no text, an example has its caption.
    """
    kind, _, name = node.get("reftarget", "").partition(":")
    table = {"example": "shown", "claim": "listed", "law": "laws"}.get(kind)
    place = book_of(env).first(table, name) if table and node.get("reftype") == "ref" else None
    if place is None:
        return None
    text = content if node.get("refexplicit") else nodes.Text("".join(place[2:]) or name)
    return next(iter(link(app.builder, node.get("refdoc", env.docname), place[:2], text)), None)  # type: ignore[arg-type]


def _tell_templates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page's template the Pythons that a reader may choose, the newest first, as ``pythons``."""
    context["pythons"] = book_of(app.env).project.pythons[::-1]


def setup_book(app: Sphinx) -> None:
    """Register the domain and the handlers that ask it."""
    app.add_domain(BookDomain)
    app.add_config_value("book_live", False, "", types=frozenset({bool}))  # show the edited page first
    app.connect("builder-inited", _check)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("html-page-context", _tell_templates)
    app.connect("missing-reference", _resolve_reference, priority=400)
