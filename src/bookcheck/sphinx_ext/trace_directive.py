"""The directive ``{trace}``: the first call of a function of an example, instruction by instruction."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from bookcheck.pages.book import Book
from bookcheck.pages.directives import TRACE_OPTIONS, check_trace
from bookcheck.programs.examples import Example
from bookcheck.recordings.groups import Group
from bookcheck.sphinx_ext.domain import book_of
from bookcheck.sphinx_ext.example_directive import ExampleDirective
from bookcheck.sphinx_ext.line_marks import LINES
from bookcheck.sphinx_ext.nodes import STEPS, scroller
from bookcheck.sphinx_ext.tables import cell, table
from bookcheck.tracing.recorded_trace import Step, Trace, parse_trace

HEAD = ("Step", "Line", "Instruction", "Value stack", "Locals")
_WIDTHS = (5, 5, 26, 36, 28)

# What an instruction takes at least. One that leaves what it found, such as 1 * 1, seems to take less.
_TAKES = (
    ("BINARY_SLICE", 3),
    ("BINARY_", 2),
    ("INPLACE_", 2),
    ("COMPARE_OP", 2),
    ("IS_OP", 2),
    ("CONTAINS_OP", 2),
    ("UNARY_", 1),
    ("TO_BOOL", 1),
    ("RETURN_VALUE", 1),
)


def kept(before: Step, after: tuple[str, ...]) -> int:
    """Return how many entries at the bottom of the stack the instruction ``before`` leaves as they are."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before.stack, after, strict=False)))
    takes = next((count for name, count in _TAKES if before.instruction.startswith(name)), 0)
    return min(same, len(before.stack) - takes)


class TraceDirective(ExampleDirective):
    """Shows the trace of an example, or reports why it cannot."""

    option_spec = dict.fromkeys(TRACE_OPTIONS, directives.unchanged)
    kind = "trace"
    shows = "Steps"

    def find(self, project: Book, path: Path, line: int) -> Example:
        """Return the program that traces the example; raises :class:`BookError` if that declares no trace."""
        return check_trace(project, self.arguments[0], self.options, path, line)

    def program(self, shown: Example) -> list[nodes.Node]:
        """Return how to read a trace; the page shows the program as an example."""
        function = book_of(self.env).project.examples[self.arguments[0]].declaration.trace
        assert function is not None, "check_trace has seen it"
        words: list[nodes.Node] = [
            nodes.Text("The first call of "),
            nodes.literal(function.text, function.text),
            nodes.Text(". A row shows the stack, its bottom first, and the locals before the instruction; "),
            *sign("−"),
            nodes.Text("marks what the instruction takes from the stack, "),
            *sign("+"),
            nodes.Text("what it leaves there."),
        ]
        return [nodes.paragraph("", "", *words, classes=["example-label"])]

    def output(self, shown: Example, group: Group) -> Iterator[nodes.Node]:
        """Yield the call, the table of its steps, and what it returned."""
        trace = parse_trace(group.outcome.steps[0].output)
        call = "{}({})".format(trace.function, ", ".join(trace.arguments))
        yield scroller("", steps_table(trace), label=f"Steps of {call} on {group.title}")
        result = [nodes.literal(call, call), nodes.Text(" returned "), nodes.literal(trace.returned, trace.returned)]
        yield nodes.paragraph("", "", *result, classes=["example-label"])


def steps_table(trace: Trace) -> nodes.table:
    """Return the table of a trace: a row for each step, and one for the source line that each step is of."""
    rows: list[nodes.row] = []
    line = None
    for number, step in enumerate(trace.steps):
        if step.line != line:
            line = step.line
            source = cell(nodes.literal(step.source, step.source), morecols=len(HEAD) - 1)
            rows.append(nodes.row("", source, classes=["trace-line"], **{LINES: str(line)}))
        after = trace.steps[number + 1].stack if number + 1 < len(trace.steps) else ()
        rows.append(nodes.row("", *step_cells(number + 1, step, after), **{LINES: str(line)}))
    return table(HEAD, rows, [STEPS, "colwidths-given", "longtable"], _WIDTHS)


def step_cells(number: int, step: Step, after: tuple[str, ...]) -> Iterator[nodes.entry]:
    """Yield the cells of one step, ``after`` which the stack is as given."""
    yield cell(str(number))
    yield cell(str(step.line))
    label = [nodes.inline("", step.label + ":", classes=["trace-label"]), nodes.Text(" ")] if step.label else []
    yield cell(*label, nodes.literal(step.instruction, step.instruction))
    keeps = kept(step, after)
    values: list[nodes.Node] = []
    for index, text in enumerate(step.stack):
        values += [*(sign("−") if index >= keeps else []), nodes.literal(text, text), nodes.Text(" ")]
    for text in after[keeps:]:
        values += [*sign("+"), nodes.literal(text, text), nodes.Text(" ")]
    yield cell(*values[:-1])
    yield cell(*(part for text in step.locals for part in (nodes.literal(text, text), nodes.Text(" "))))


def sign(text: str) -> list[nodes.Node]:
    """Return the sign of what is taken or left."""
    return [nodes.inline("", text, classes=["trace-sign"]), nodes.Text("\N{NO-BREAK SPACE}")]


def setup_trace(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("trace", TraceDirective)
