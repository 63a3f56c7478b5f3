"""The whole table of deliberate damage: the rows of every module ``damage*.py`` of this folder."""

from importlib import import_module
from pathlib import Path

from tests.gates.damage import Row

ROWS: tuple[Row, ...] = tuple(
    row
    for path in sorted(Path(__file__).parent.glob("damage*.py"))
    if path != Path(__file__)
    for row in import_module(f"tests.gates.{path.stem}").ROWS
)
