"""The directive ``{changes}``: what changed from one Python to the next, and the pages that tell it, one a Python.

The page that an author writes, ``docs/what-changed.md``, has the directive without an argument: a table and a table of
contents. The pages below it are written at each build, so that a Python which joins the list needs no page of its own.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from bookcheck.files import write_whole
from bookcheck.pages.book import CHANGED, Book
from bookcheck.pages.changes import Changed, Changes, changes_title, find_changes
from bookcheck.pages.claims import Claim
from bookcheck.programs.examples import Example
from bookcheck.pythons.python import Python, find_python
from bookcheck.recordings.explanations import steps
from bookcheck.sphinx_ext.domain import book_of
from bookcheck.sphinx_ext.nodes import code, explanation, fold, fresh_id, sentence_nodes, summary
from bookcheck.sphinx_ext.places import place, to_page
from bookcheck.sphinx_ext.survey import Survey
from bookcheck.sphinx_ext.tables import cell, survey_table

_COLUMNS = ["Python", "Compared with", "Claims begun", "Claims ended", "Examples changed", "New", "Gone"]


class ChangesDirective(Survey):
    """Tells what changed in the Python that its argument names; without one, how much did in each."""

    optional_arguments = 1

    def survey(self, project: Book) -> Iterator[nodes.Node]:
        """Yield the table and the contents, or the sections of one Python."""
        if self.arguments:
            python = find_python(project.pythons, self.arguments[0], project.list)
            for changes in find_changes(project, python).values():
                yield from self.sections(project, changes)
        else:
            yield self.overview(find_changes(project))
            yield self.contents(project)

    def overview(self, by_python: dict[str, Changes]) -> nodes.Element:
        """Return a row for each Python: how many claims and examples changed in it."""
        rows = []
        for changes in by_python.values():
            lists = (changes.begun, changes.ended, changes.changed, changes.new, changes.gone)
            title = to_page(self.env.docname, f"{CHANGED}/{page_name(changes.python)}", changes.python.title)
            counts = [cell(str(len(items))) for items in lists]
            rows.append([cell(title), cell(changes.before.title), *counts])
        return survey_table("How much changed in each Python", _COLUMNS, rows)

    def contents(self, project: Book) -> nodes.Element:
        """Return the table of contents that makes the pages of the Pythons part of the book."""
        names = [f"{CHANGED}/{page_name(python)}" for _, python in steps(project.pythons)]
        entries = [(None, name) for name in names]
        tree = addnodes.toctree(entries=entries, includefiles=names, parent=self.env.docname, glob=False, hidden=True)
        return nodes.compound("", tree, classes=["toctree-wrapper"])

    def sections(self, project: Book, changes: Changes) -> Iterator[nodes.Node]:
        """Yield what changed in one Python: claims, then examples; a section only where there is something in it."""
        ours, theirs = changes.python.release, changes.before.release
        releases = f"release {ours}" if ours == theirs else f"the releases {ours} and {theirs}"
        yield nodes.paragraph("", f"Compared with Python {changes.before.title}, as recorded with {releases}.")
        sections = (
            ("What begins", [self.claim(project, claim) for claim in changes.begun]),
            ("What ends", [self.claim(project, claim) for claim in changes.ended]),
            ("Examples that write something else", [self.changed(change) for change in changes.changed]),
            ("Examples that run from here on", [self.reason(*pair) for pair in changes.new]),
            ("Examples that no longer run", [self.reason(*pair) for pair in changes.gone]),
        )
        if not any(items for _, items in sections):
            yield nodes.paragraph("", "Nothing that this book shows is different.")
        for title, items in sections:
            if items:
                identifier = fresh_id(self.state.document, title)
                section = nodes.section("", nodes.title("", title), ids=[identifier])
                self.state.document.note_explicit_target(section)
                section += nodes.bullet_list("", *items, classes=["changes"], bullet="-")
                yield section

    def claim(self, project: Book, claim: Claim) -> nodes.list_item:
        """Return what a claim says, where the text makes it, and its probe."""
        sentence = sentence_nodes(project.probes[claim.probe].sentence)
        said = nodes.paragraph("", "", *sentence, support_smartquotes=False)
        where = nodes.paragraph("", "", nodes.inline("", claim.words, classes=["claim-range"]), classes=["claim-pages"])
        where += [nodes.Text(" · "), place("claimed", claim.probe)]
        where += [nodes.Text(" · "), place("listed", claim.probe, nodes.Text("probe"))]
        return nodes.list_item("", said, where)

    def changed(self, changed: Changed) -> nodes.list_item:
        """Return an example that writes something else, why it does, and the difference, folded."""
        item = nodes.list_item("", nodes.paragraph("", "", place("shown", changed.example.name, paged=True)))
        if changed.sentence:
            item += explanation(changed.sentence)
        difference = code(changed.text, "diff", f"recording {changed.example.name}")
        self.set_source_info(difference)
        title = summary("", "The difference")
        item += fold("", title, difference, state="closed", aside=True, classes=["change-difference"])
        return item

    def reason(self, example: Example, reason: str) -> nodes.list_item:
        """Return an example that runs on one of the two Pythons only, and why."""
        example_place = place("shown", example.name, paged=True)
        return nodes.list_item("", nodes.paragraph("", "", example_place, nodes.Text(f": {reason}")))


def write_pages(app: Sphinx) -> None:
    """Write the page of each Python below the author's, take away those of a Python that has left the list."""
    project = book_of(app.env).project
    folder = project.docs / CHANGED
    pythons = [python for _, python in steps(project.pythons)] if folder.with_suffix(".md").is_file() else []
    wanted = {folder / f"{page_name(python)}.md": page_text(python) for python in pythons}
    for path, text in wanted.items():
        write_whole(path, text)
    for path in folder.glob("*.md"):
        if path not in wanted:
            path.unlink()


def page_name(python: Python) -> str:
    """Return the name of the page, without its folder, that tells what changed in ``python``."""
    return "python-" + python.tag.replace("+", "-")


def page_text(python: Python) -> str:
    """Return the page that tells what changed in ``python``."""
    # The pages that show the examples have the words of this one.
    return f"---\nnosearch: true\n---\n\n# {changes_title(python)}\n\n```{{changes}} {python.tag}\n```\n"


def setup_changes(app: Sphinx) -> None:
    """Register the directive, and write the pages before Sphinx looks for pages."""
    app.add_directive("changes", ChangesDirective)
    app.connect("builder-inited", write_pages)
