"""The role ``{law}``, which marks a sentence as a law, and ``{laws}``, which lists every law with its figures."""

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.named_laws import LAW_ROLE, check_law_role
from bookcheck.programs.laws import Law, Verdict
from bookcheck.pythons.python import Python
from bookcheck.recordings.law_runs import judge, recorded_verdicts
from bookcheck.sphinx_ext.claim_roles import folded_source, named_in, package_section, report_unlisted
from bookcheck.sphinx_ext.domain import BookDomain, book_of, link
from bookcheck.sphinx_ext.nodes import can_fold, fresh_id, scroller, sentence_nodes, tagged
from bookcheck.sphinx_ext.places import unresolved
from bookcheck.sphinx_ext.survey import Survey
from bookcheck.sphinx_ext.tables import cell, table


class law_mark(unresolved):
    """The mark of a law in prose: a badge that leads to the property and its figures, or words where nothing folds.

    It has the name of the ``law``, its ``sentence``, in ``figures`` what was counted, by the tag of each Python,
    the tag of the ``newest`` of them, and whether it holds on ``all``.
    """

    def resolved(self, book: BookDomain, builder: Builder, here: str) -> Iterator[nodes.Node]:
        """Yield the badge or the words."""
        figures: dict[str, str] = self["figures"]
        newest = figures.get(self["newest"], "not checked yet")
        if not can_fold(builder):
            yield nodes.target("", "", ids=self["ids"])
            yield nodes.Text(f"({newest})")
            return
        sign = ("✓", "claim-sign") if self["all"] else ("unproved", "claim-sign")
        inner: list[nodes.Node] = [nodes.inline("", "law", classes=["claim-range"]), nodes.Text(" ")]
        inner.append(nodes.inline("", sign[0], classes=[sign[1]]))
        listed = book.first("laws", self["law"])
        if listed:
            title = f"{self['sentence']} – {newest}"
            inner = link(builder, here, listed, *inner, title=title)  # type: ignore[arg-type]
        data = {"law": self["sentence"], "figures": " | ".join(f"{tag} {words}" for tag, words in figures.items())}
        yield tagged("", "", *inner, ids=self["ids"], pythons=[*figures], data=data, classes=["claim", "law"])


class LawRole(SphinxRole):
    """A law in prose; refuses the name of one that is not there. Whether it holds, the check of the book says."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark of the law."""
        book = book_of(self.env)
        source, line = self.get_source_info()
        try:
            error = check_law_role(
                book.project, self.text, Path(source or self.env.doc2path(self.env.docname)), line or 1
            )
        except BookError as unread:
            error = unread
        if error is not None:
            book.report_in_page(error)
            return [], []
        law = book.project.laws[self.text.strip()]
        book.note_program(f"{law.name.partition('.')[0]}/laws")
        document = self.inliner.document
        identifier = fresh_id(document, f"law {law.name}")
        verdicts = {python: verdict for python, verdict in figures(book.project, law) if verdict is not None}
        mark = law_mark(
            law=law.name,
            sentence=law.sentence.replace("`", ""),
            figures={python.tag: spoken(law, python, verdict) for python, verdict in verdicts.items()},
            all=bool(verdicts) and not any(judge(law, python, verdict) for python, verdict in verdicts.items()),
            newest=next((python.tag for python in reversed([*verdicts]) if not python.is_variant), ""),
            ids=[identifier],
        )
        document.note_explicit_target(mark)
        self.set_source_info(mark)
        book.note_place("bound", law.name, identifier)
        return [mark], []


def figures(project: Book, law: Law) -> Iterator[tuple[Python, Verdict | None]]:
    """Yield what is recorded of ``law`` on each Python that it is about, None where that is yet to be recorded."""
    program = project.law_programs[law.name.partition(".")[0]]
    try:
        recording = project.load_recording(program)
    except BookError:  # the check of the recordings reports it
        return
    for python in project.pythons:
        if law.applies(python):
            yield python, recorded_verdicts(recording, python).get(law.name)


def spoken(law: Law, python: Python, verdict: Verdict) -> str:
    """Return what was counted, in words: ``holds for 46,106 of 46,106 jumps in the library of 3.14.8``."""
    return f"holds for {verdict.held:,} of {verdict.size:,} {law.counts} of {python.release}{python.variant}"


class LawsDirective(Survey):
    """Lists every law of the book: what it says, its false twin, its source, and its figures on each Python."""

    def survey(self, project: Book) -> Iterator[nodes.Node]:
        """Yield a section for each package, in the order in which a reader of the pages meets them."""
        bound = [role.text.strip() for _, role in project.law_roles]
        for package in dict.fromkeys(name.partition(".")[0] for name in [*bound, *project.laws]):
            if package in project.law_programs:
                book_of(self.env).note_program(project.law_programs[package].name)
                section = package_section(self, package, "laws", project.law_programs[package])
                items = [self.item(project, law) for law in project.laws_of(package).values()]
                section += nodes.bullet_list("", *items, classes=["claims"], bullet="-")
                yield section

    def item(self, project: Book, law: Law) -> nodes.Element:
        """Return what the list says of one law."""
        book = book_of(self.env)
        identifier = fresh_id(self.state.document, f"law {law.name}")
        counted = dict(figures(project, law))
        failed = any(judge(law, python, verdict) for python, verdict in counted.items())
        statement = nodes.paragraph("", "", *sentence_nodes(law.sentence), classes=["claim-sentence"])
        known = [(at, verdict) for at, verdict in counted.items() if verdict is not None and not at.is_variant]
        words = spoken(law, *known[-1]) if known else "not checked yet"
        twin = nodes.paragraph(
            "", "", nodes.Text("Its false twin: "), *sentence_nodes(law.twin), classes=["claim-place"]
        )
        if known and known[-1][1].against_twin:
            against = known[-1][1].against_twin[0]
            twin += [nodes.Text(" It fails for "), nodes.literal(against, against), nodes.Text(".")]
        for paragraph in (statement, twin):
            paragraph["support_smartquotes"] = False  # --option is no dash
        item = nodes.list_item("", statement, ids=[identifier], classes=["claim-unproved"] if failed else [])
        item += nodes.paragraph("", words[:1].upper() + words[1:] + ".", classes=["claim-pages"])
        item += twin
        item += self.table(law, counted)
        item += folded_source(self, law, "law")
        item += named_in(table="bound", known=law.name, words="Stated in")
        self.state.document.note_explicit_target(item)
        book.note_place("laws", law.name, identifier)
        return item

    def table(self, law: Law, counted: dict[Python, Verdict | None]) -> nodes.Element:
        """Return what was counted on each Python, a variant only where that is something else."""
        shown: dict[Python, Verdict | None] = {}
        for python, verdict in counted.items():
            if verdict != next((shown[other] for other in shown if other.tag == python.base), ()):
                shown[python] = verdict
        held, failed = [cell("holds for")], [cell("its twin fails for")]
        for verdict in shown.values():
            of = "" if verdict is None or verdict.held == verdict.size else f" of {verdict.size:,}"
            held.append(cell("–" if verdict is None else f"{verdict.held:,}{of}"))
            failed.append(cell("–" if verdict is None else f"{verdict.size - verdict.twin_held:,}"))
        head = ["Python", *(python.tag for python in shown)]
        figures = table(head, [nodes.row("", *held), nodes.row("", *failed)], ["claim-answers"], stubs=1)
        return scroller("", figures, label=f"The figures of {law.name}")


def _check_listed(app: Sphinx, env: BuildEnvironment) -> None:
    """Report laws that no page lists: their marks would lead nowhere."""
    report_unlisted(env, ("bound", "laws"), "the law {}", "laws", "laws")


def setup_law(app: Sphinx) -> None:
    """Register the role, the directive and the check that every law is listed."""
    app.add_role(LAW_ROLE, LawRole())
    app.add_directive("laws", LawsDirective)
    app.connect("env-check-consistency", _check_listed)
