"""The directives ``{pythons}``, ``{matrix}``, ``{counts}`` and ``{proof}``, which tell how the book is verified."""

from collections.abc import Iterator, Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective

from bookcheck.errors import BookError, counted
from bookcheck.pages.book import Book
from bookcheck.pages.counts import Counts, book_counts, page_counts, proof_counts
from bookcheck.pythons.python import KEPT_AS_RECORDED
from bookcheck.recordings.builds import build_program, builds_of
from bookcheck.recordings.matrix import EMPTY, OUTPUT, PENDING, matrix
from bookcheck.sphinx_ext.domain import BookDomain, book_of
from bookcheck.sphinx_ext.nodes import fold, fresh_id, sentence_nodes, summary
from bookcheck.sphinx_ext.places import place, to_page, unresolved
from bookcheck.sphinx_ext.tables import cell, survey_table

_BUILD = ("release", "build", "compiler", "platform", "cache tag", "magic number", "free-threaded")
_SIGNS = {OUTPUT: "✓", PENDING: PENDING}
_COUNTED = ("examples", "predicts", "solutions", "claims", "laws", "diagrams")


class reading_sum(unresolved):
    """Becomes a sum over the documents ``docnames`` of what reading them takes: ``what`` is 0, words, or 1, minutes."""

    def resolved(self, book: BookDomain, builder: Builder, here: str) -> list[nodes.Node]:
        """Return the sum."""
        known = book.data["read"]
        return [nodes.Text(f"{sum(known[name][self['what']] for name in self['docnames'] if name in known):,}")]


class Survey(SphinxDirective):
    """A directive that tells something of the whole book."""

    def run(self) -> list[nodes.Node]:
        """Return what it tells, or nothing, with a warning, if the book does not say."""
        book = book_of(self.env)
        book.note_survey()
        try:
            return list(self.survey(book.project))
        except BookError as error:
            book.report_in_page(error)
            return []

    def survey(self, project: Book) -> Iterator[nodes.Node]:
        """Yield what the directive tells."""
        raise NotImplementedError


class PythonsDirective(Survey):
    """Shows the Pythons of the matrix: the exact release and the build that recorded the outputs."""

    def survey(self, project: Book) -> Iterator[nodes.Node]:
        """Yield a table, a row a build."""
        recording = project.load_recording(build_program())
        rows = []
        for python in project.pythons:
            name = f"{python.title}, {KEPT_AS_RECORDED}" if python.kept else python.title
            unknown = [python.release, *["–"] * (len(_BUILD) - 1), "–"]
            known = [[*(facts[name] for name in _BUILD), jit_words(facts)] for facts in builds_of(recording, python)]
            rows += [[cell(word) for word in [name, *words]] for words in known or [unknown]]
        head = ["Python", *(name.capitalize() for name in _BUILD), "JIT"]
        yield survey_table("The builds of the Pythons", head, rows)


def jit_words(facts: Mapping[str, str]) -> str:
    """Return what the facts of a build say of its JIT: ``on``, ``off`` or ``not built in``."""
    if facts["JIT built in"] == "no":
        return "not built in"
    return "on" if facts["JIT on"] == "yes" else "off"


class MatrixDirective(Survey):
    """Shows examples × Pythons, a fold a package."""

    def survey(self, project: Book) -> Iterator[nodes.Node]:
        """Yield the folds."""
        rows = matrix(project)
        shown = [block.argument for page in project.pages for block in page.examples]
        # In the order in which a reader of the pages meets the packages.
        for package in dict.fromkeys(name.partition("/")[0] for name in [*shown, *rows] if name in rows):
            yield self.package(project, package, {name: rows[name] for name in rows if name.startswith(package + "/")})

    def package(self, project: Book, package: str, rows: dict[str, dict[str, str]]) -> nodes.Element:
        """Return the matrix of one package, with a note for each reason and each way to fail."""
        words = dict.fromkeys(word for cells in rows.values() for word in cells.values())
        notes = dict(self.notes(package, [word for word in words if word not in _SIGNS]))
        tags = [python.tag for python in project.pythons]
        body = []
        for name, cells in rows.items():
            short = name.partition("/")[2]
            named = cell(place("shown", name, nodes.literal("", short)))
            body.append([named, *(self.cell(cells[tag], notes) for tag in tags)])
        title = summary("", "", nodes.literal("", package), nodes.Text(f": {counted(len(rows), 'program')}"))
        programs = survey_table(f"The programs of {package} on each Python", ["Example", *tags], body, "matrix")
        folded = fold("", title, programs, state="closed", classes=["matrix-package"])
        if notes:
            folded += nodes.bullet_list("", *notes.values(), classes=["matrix-notes"], bullet="-")
        return folded

    def notes(self, package: str, words: list[str]) -> Iterator[tuple[str, nodes.list_item]]:
        """Yield the note on what some cells say: why an example does not run there, or how it must end."""
        counts = {"–": 0, "✗": 0}
        for word in words:
            reason = word.partition(": ")[2]
            mark = "–" if word.startswith(EMPTY) else "✗"
            counts[mark] += 1
            sign = f"{mark}{counts[mark]}"
            text = [nodes.Text("it must end with "), nodes.literal("", word)] if mark == "✗" else sentence_nodes(reason)
            note = nodes.list_item("", nodes.paragraph("", "", nodes.Text(f"{sign}: "), *text), sign=sign)
            note["ids"].append(fresh_id(self.state.document, f"matrix {package} {sum(counts.values())}"))
            self.state.document.note_explicit_target(note)
            yield word, note

    def cell(self, word: str, notes: dict[str, nodes.list_item]) -> nodes.entry:
        """Return a cell: ✓, that it is pending, or a link to the note that says more."""
        if word in _SIGNS:
            return cell(_SIGNS[word])
        note = notes[word]
        return cell(nodes.reference("", note["sign"], internal=True, refid=note["ids"][0]))


class CountsDirective(Survey):
    """Shows how much there is of everything, in the book and in each page that says how long it takes."""

    def survey(self, project: Book) -> Iterator[nodes.Node]:
        """Yield a table for the book and a table of its pages."""
        rows = [[cell(what), cell(f"{number:,}")] for what, number in book_counts(project).items()]
        yield survey_table("How much there is in the book", ["In the book", "Number"], rows, "counts")
        counted = {
            str(self.env.path2doc(str(page.path))): page_counts(page)
            for page in project.pages
            if "level" in page.front_matter
        }
        body = [
            [cell(to_page(self.env.docname, docname)), *self.numbers([docname], [counts])]
            for docname, counts in counted.items()
        ]
        body.append([cell("All of them"), *self.numbers([*counted], [*counted.values()])])
        head = ["Page", "Minutes", "Words", *(name.capitalize() for name in _COUNTED)]
        yield survey_table("How much there is in each page", head, body, "counts")

    def numbers(self, docnames: list[str], counts: list[Counts]) -> list[nodes.entry]:
        """Return the cells of one page, or the sums over some."""
        times = [cell(reading_sum(docnames=docnames, what=what)) for what in (1, 0)]
        return [*times, *(cell(str(sum(getattr(count, name) for count in counts))) for name in _COUNTED)]


class ProofDirective(Survey):
    """Shows the few numbers that say how much supports the book."""

    def survey(self, project: Book) -> Iterator[nodes.Node]:
        """Yield a list, a number an entry."""
        items = [
            nodes.list_item("", nodes.paragraph("", "", nodes.strong("", f"{number:,}"), nodes.Text(f" {what}")))
            for what, number in proof_counts(project).items()
        ]
        yield nodes.bullet_list("", *items, classes=["proof"], bullet="-")


def setup_survey(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("pythons", PythonsDirective)
    app.add_directive("matrix", MatrixDirective)
    app.add_directive("counts", CountsDirective)
    app.add_directive("proof", ProofDirective)
