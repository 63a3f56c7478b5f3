"""The directive ``{example}``: a program of the book, where it was checked, and what it wrote."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from pygments.lexers import find_lexer_class_for_filename
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.directives import EXAMPLE_OPTIONS, check_options
from bookcheck.programs.examples import Example, ProgramFile
from bookcheck.pythons.python import KEPT_AS_RECORDED, span
from bookcheck.recordings.comparison import is_usual
from bookcheck.recordings.explanations import explanations
from bookcheck.recordings.groups import Group, output_groups, refusals, unrecorded_words
from bookcheck.sphinx_ext.domain import BookDomain, book_of, link
from bookcheck.sphinx_ext.line_marks import LINES, Links
from bookcheck.sphinx_ext.nodes import (
    code,
    example,
    example_caption,
    example_head,
    explanation,
    fold,
    fresh_id,
    program_file,
    releases,
    summary,
    tagged,
)
from bookcheck.sphinx_ext.places import unresolved


class program_place(unresolved):
    """The path of an example, which becomes a link to its API page; ``modules`` are the names that this may have."""

    def resolved(self, book: BookDomain, builder: Builder, here: str) -> list[nodes.Node]:
        """Return the link, or the path alone if there is no such page."""
        modules = book.env.domains.python_domain.modules
        entry = next((modules[name] for name in self["modules"] if name in modules), None)
        parts: list[nodes.Node] = list(self.children)
        if entry:
            parts = link(builder, here, (entry.docname, entry.node_id), *parts, title="Its entry in the reference")
        return [nodes.inline("", "", *parts, classes=self["classes"])]


class ExampleDirective(SphinxDirective):
    """Shows an example, or reports why it cannot.

    ``kind`` is the class of what is shown, ``shows`` what a program does that is shown.
    """

    required_arguments = 1
    option_spec = dict.fromkeys(EXAMPLE_OPTIONS, directives.unchanged)
    kind = "example"
    shows = "Output"

    def run(self) -> list[nodes.Node]:
        """Return the example and its entry in the index."""
        book = book_of(self.env)
        source, line = self.get_source_info()
        path = Path(source or self.env.doc2path(self.env.docname))
        try:
            shown = self.find(book.project, path, line or 1)
        except BookError as error:
            book.report_in_page(error)
            return []
        name = shown.name
        book.note_program(name)
        if name in book.project.traces:
            book.note_program(book.project.traces[name].name)
        try:
            groups = output_groups(book.project, shown)
        except BookError as error:
            book.report_in_page(error)
            groups = ()
        self.links = Links(book.project, shown, groups)
        kinds = ["example", self.kind, *(["example-live"] if self.live else [])]
        figure = example(name=name, program=self.arguments[0], classes=list(dict.fromkeys(kinds)))
        self.set_source_info(figure)
        identifier = fresh_id(self.state.document, f"example {name}")
        figure["ids"].append(identifier)
        self.state.document.note_explicit_target(figure)
        caption, messages = self.inline("caption")
        figure += example_head("", *self.head(shown, groups, caption))
        figure += self.program(shown)
        figure += self.outputs(shown, groups)
        book.note_place("shown", name, identifier, nodes.TextElement("", "", *caption).astext())
        return [*messages, *self.folded(figure)]

    @property
    def live(self) -> bool:
        """Whether a row of Pythons goes with the example, and all outputs are open where no script can close them."""
        return "live" in self.options

    def find(self, project: Book, path: Path, line: int) -> Example:
        """Return the program to show; raises :class:`BookError` if there is none, or an option is wrong."""
        return check_options(project, self.arguments[0], self.options, path, line)

    def inline(self, option: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the text of an option, read as MyST, and what the parser has to say of it."""
        text = self.options.get(option, "")
        return self.parse_inline(text) if text else ([], [])

    def folded(self, figure: nodes.Element) -> list[nodes.Node]:
        """Return the example, folded under the title that its page gives."""
        title, messages = self.inline("fold")
        if not title:
            return [figure]
        return [*messages, fold("", summary("", "", *title), figure, state="closed", classes=["example-fold"])]

    def head(self, shown: Example, groups: tuple[Group, ...], caption: list[nodes.Node]) -> Iterator[nodes.Node]:
        """Yield the caption, then where the example lives, on which Pythons if not on all, and why not on others."""
        project = book_of(self.env).project
        known = [python.tag for python in project.pythons]
        if caption:
            yield example_caption("", "", *caption, classes=["example-caption"])
        facts = nodes.paragraph("", "", self.place(project), classes=["example-facts"])
        checked = [tag for tag in known if any(tag in group.tags for group in groups)]
        if checked != known:
            words = f"checked on {span(checked, known)}" if checked else "not recorded yet"
            facts += [nodes.Text(" · "), nodes.inline(words, words, classes=["example-checked"])]
        ending = common_ending(groups)
        if ending:
            facts += [nodes.Text(" · "), badge(ending)]
        yield facts
        elsewhere = {f"Not on {span(tags, known)}: {why}": tags for why, tags in refusals(project, shown).items()}
        unrecorded = [python.tag for python in project.unrecorded(shown)] if groups else []
        if unrecorded:
            elsewhere[unrecorded_words(project, shown)] = unrecorded
        for words, tags in elsewhere.items():
            yield nodes.paragraph("", "", tagged("", words, pythons=tags, classes=["example-elsewhere"]))

    def place(self, project: Book) -> nodes.Element:
        """Return the path of the named example below the folder of examples, to become a link to its API page."""
        shown = project.examples[self.arguments[0]]
        path = (shown.folder or shown.path).relative_to(project.examples_root).as_posix()
        text = path + "/" if shown.folder else path
        modules = [".".join([project.examples_root.name, *shown.name.split("/")])]
        if shown.folder:
            modules.append(modules[0] + "." + Path(shown.main).stem)
        return program_place("", "", nodes.literal(text, text), modules=modules, classes=["example-place"])

    def program(self, shown: Example) -> list[nodes.Node]:
        """Return what the page asked to see of the program and, if that is not all of it, the whole, folded."""
        part = self.options.get("part")
        names = self.options.get("files", "").split() or list(shown.files)
        if part:
            excerpt = self.file(shown, shown.main, shown.files[shown.main].part(part), excerpt=True)
            return [*excerpt, self.whole(shown)]
        files = [node for name in names for node in self.file(shown, name)]
        return [*files, self.whole(shown)] if len(names) < len(shown.files) else files

    def whole(self, shown: Example) -> nodes.Element:
        """Return the whole program, folded; its lines are numbered, so that a reader finds the excerpt in it."""
        whole = fold("", summary("", "The whole program"), state="closed", classes=["example-whole"])
        for name, file in shown.files.items():
            whole += self.file(shown, name, (1, line_count(file)))
        return whole

    def file(
        self, shown: Example, name: str, lines: tuple[int, int] | None = None, excerpt: bool = False
    ) -> list[nodes.Node]:
        """Return a file of the program, or ``lines`` of it with their numbers, under a line that says what it is.

        The one file of a program needs no such line, unless this is an ``excerpt`` of it.
        """
        file = shown.files[name]
        first, last = lines or (1, line_count(file))
        text = "\n".join(file.text.split("\n")[first - 1 : last])
        marked = [number - first + 1 for number in file.marks.emphasized if first <= number <= last]
        block = code(
            text,
            language_of(Path(name).suffix or name),
            f"example {shown.name}",
            highlight_args={"hl_lines": marked, "linenostart": first},
            linenos=lines is not None,
            classes=["example-program"],
        )
        block[LINES] = self.links.source(name, first, last)
        self.set_source_info(block)
        source = program_file("", block, file=name, excerpt=excerpt)
        if len(shown.files) == 1 and not excerpt:
            return [source]
        label = nodes.paragraph("", f"Lines {first}–{last}" if excerpt else "", classes=["example-file"])
        if len(shown.files) > 1:
            label += [*([nodes.Text(" of ")] if excerpt else []), nodes.literal(name, name)]
        source.insert(0, label)
        return [source]

    def outputs(self, shown: Example, groups: tuple[Group, ...]) -> list[nodes.Node]:
        """Return what was typed into the program, the question to the reader, and each group's output."""
        if not groups:
            text = f"No output is recorded for this program as it is now: make record E={shown.name}"
            return [nodes.paragraph("", text, classes=["example-unrecorded"])]
        shown_parts: list[nodes.Node] = []
        for command in shown.declaration.commands:
            if command.typed:
                into = nodes.literal("", command.text)
                label = [nodes.Text("Typed into "), into, nodes.Text(":")]
                shown_parts.append(nodes.paragraph("", "", *label, classes=["example-label"]))
                shown_parts.append(self.block(shown, command.typed, "text", "example-typed"))
        question, messages = self.inline("predict")
        if question:
            shown_parts += [nodes.paragraph("", "", *question, classes=["example-question"]), *messages]
        asked, messages = self.inline("live")
        if asked:
            shown_parts += [nodes.paragraph("", "", *asked, classes=["example-live-title"]), *messages]
        sentences = explanations(book_of(self.env).project, shown, groups)
        for index, group in enumerate(groups):
            opened = fold(
                "",
                self.title(group, groups, bool(question)),
                state=self.state_of(index, groups, bool(question)),
                data=group_data(group),
                classes=["example-output"],
            )
            opened += self.output(shown, group)
            opened += [explanation(said.sentence, f"From Python {said.tag} on: ") for said in sentences[index]]
            shown_parts.append(opened)
        return shown_parts

    def state_of(self, index: int, groups: tuple[Group, ...], asked: bool) -> str:
        """Return the state of the fold of the group ``index`` before a script knows the reader's Python."""
        if asked or (index and not self.live):
            return "closed"
        return "open" if len(groups) > 1 else "always"

    def title(self, group: Group, groups: tuple[Group, ...], asked: bool) -> summary:
        """Return the title of a group: its Pythons, and how it ends if that is not how all do."""
        everywhere = len(group.pythons) == len(book_of(self.env).project.pythons)
        where = "every Python" if everywhere else group.title
        title = summary("", f"{self.shows} on {where}")
        if asked and group == groups[0]:
            title["plain"] = title.astext()
            title[0] = nodes.Text(f"Show the output on {where}")
        if group.ending and not common_ending(groups):
            title += [nodes.Text(" "), badge(group.ending)]
        recorded = {
            python.tag: f"{release}, {KEPT_AS_RECORDED}" if python.kept else release
            for python, release in zip(group.pythons, group.releases, strict=False)
        }
        title += [nodes.Text(" "), releases(releases={**recorded, **{key: key for key in group.keys}})]
        return title

    def output(self, shown: Example, group: Group) -> Iterator[nodes.Node]:
        """Yield what each command wrote, under the command line unless that is ``python NAME``."""
        usual = is_usual(shown, group.outcome)
        for step in group.outcome.steps:
            if not usual:
                yield self.block(shown, "$ " + step.command, "console", "example-command")
            if step.output:
                block = self.block(shown, step.output, "text", "example-text")
                block[LINES] = self.links.outputs.get(step.output, [])
                yield block
            else:
                yield nodes.paragraph("", "(It writes nothing.)", classes=["example-label"])

    def block(self, shown: Example, text: str, language: str, name: str) -> nodes.literal_block:
        """Return a block of what was recorded of the example."""
        block = code(text, language, f"recording {shown.name}", classes=[name])
        self.set_source_info(block)
        return block


def common_ending(groups: tuple[Group, ...]) -> str | None:
    """Return how the example ends on every Python, or None if it ends well on one, or otherwise on another."""
    endings = {group.ending for group in groups}
    return endings.pop() if len(endings) == 1 else None


def group_data(group: Group) -> dict[str, str]:
    """Return what a script needs to know of an output: the Pythons that wrote it, their name, how they end."""
    data = {"pythons": " ".join(group.tags), "name": group.title}
    return {**data, "ending": f"ends with {group.ending}"} if group.ending else data


def badge(ending: str) -> nodes.inline:
    """Return the badge of a program that does not end well."""
    return nodes.inline("", f"ends with {ending}", classes=["example-ending"])


def line_count(file: ProgramFile) -> int:
    """Return the number of lines of a file."""
    return len(file.text.rstrip("\n").split("\n"))


@cache
def language_of(name: str) -> str:
    """Return the language in which Pygments shows a file that ends in ``name``, such as ``.py``."""
    lexer = find_lexer_class_for_filename(name)
    return str(lexer.aliases[0]) if lexer else "text"


def setup_example(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("example", ExampleDirective)
