"""Tables as nodes, from cells and rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes

from bookcheck.sphinx_ext.nodes import scroller


def cell(*parts: nodes.Node | str, **attributes: Any) -> nodes.entry:
    """Return a cell that holds ``parts``, nodes or plain text."""
    children = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return nodes.entry("", nodes.paragraph("", "", *children), **attributes)


def table(
    head: Sequence[str], rows: Iterable[nodes.row], classes: Sequence[str], widths: Sequence[int] = (), stubs: int = 0
) -> nodes.table:
    """Return a table under ``head``.

    ``widths`` are those of the columns, in characters, the same for all if none are given;
    the first ``stubs`` columns name the rows.
    """
    columns = [
        nodes.colspec(colwidth=width, stub=int(index < stubs)) for index, width in enumerate(widths or [8] * len(head))
    ]
    top = nodes.thead("", nodes.row("", *map(cell, head)))
    group = nodes.tgroup("", *columns, top, nodes.tbody("", *rows), cols=len(head))
    return nodes.table("", group, classes=list(classes))


def survey_table(label: str, head: Sequence[str], rows: Iterable[Sequence[nodes.entry]], *classes: str) -> scroller:
    """Return a table whose first column names the rows, to move sideways; ``label`` says what it is of."""
    body = [nodes.row("", *cells) for cells in rows]
    return scroller("", table(head, body, ["survey", *classes], stubs=1), label=label)
