"""What a diagram must be like, the drawing kept for it, and how the drawings are made."""

import os
import sys
from pathlib import Path

import pytest

from bookcheck.diagrams.diagram import (
    Diagram,
    check_diagrams,
    find_diagrams,
    load_drawing,
    read_diagram,
    sign,
)
from bookcheck.diagrams.draw import draw_all
from bookcheck.diagrams.drawing import tidy
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.page import Page
from bookcheck.pages.page_reader import parse_page
from tests.drawn import stand_in
from tests.small_book import edit, write_settings

PAGE = Path("docs/page.md")
GOOD = """\
flowchart TD
    accTitle: From text to result
    accDescr: The text is read, then run.
    %% a remark, with [brackets]
    read["read (bytes)"] --> run(["run"]):::emphasis
    run -->|"x > 0"| both{{"both"}} & store[("a .pyc file")]:::aside
    run -- "else" --> wait(("wait")) --x done
    subgraph again["Again and again"]
        wait -.-> done["a<br/>b"] ==> read
    end
    subgraph "Quoted"
        done --o read
    end
"""
SEQUENCE = """\
sequenceDiagram
    accTitle: An import
    accDescr: Your code asks for a module.
    participant you as Your code
    you->>+you: find_spec(name), sys.modules[name]
"""


def broken(line: str, source: str = GOOD) -> BookError:
    """The error for ``source`` with ``line`` after its last."""
    with pytest.raises(BookError) as caught:
        read_diagram(source + "    " + line + "\n", PAGE, 10)
    return caught.value


def page(*sources: str) -> Page:
    """A page with a diagram of each of ``sources``."""
    blocks = ["```{{mermaid}}\n:caption: A figure\n\n{}```\n".format(source) for source in sources]
    return parse_page(PAGE, "# Title\n\n" + "\n".join(blocks))


def keep(diagram: Diagram, folder: Path, drawing: str = "") -> Path:
    """Keep ``drawing``, or one that agrees, as that of ``diagram``."""
    folder.mkdir(exist_ok=True)
    file = folder / diagram.file_name
    file.write_bytes(sign(drawing or stand_in(diagram), diagram).encode("utf-8"))
    return file


def test_a_diagram_is_its_source_its_title_and_its_description() -> None:
    diagram = read_diagram(GOOD, PAGE, 10)
    assert diagram == Diagram(GOOD, "From text to result", "The text is read, then run.", PAGE, 10)


def test_options_and_blank_lines_are_no_part_of_the_source() -> None:
    diagram = read_diagram(":caption: A figure\n:name: it\n\n" + GOOD + "\n\n", PAGE, 10)
    assert (diagram.source, diagram.line) == (GOOD, 13)


def test_the_messages_of_a_sequence_need_no_quotes() -> None:
    assert read_diagram(SEQUENCE, PAGE, 10).title == "An import"


def test_the_name_of_a_drawing_tells_the_title_and_is_determined_by_the_source() -> None:
    diagram = read_diagram(GOOD, PAGE, 10)
    assert diagram.file_name == "from-text-to-result-" + diagram.digest + ".svg"
    assert read_diagram(GOOD, Path("docs/other.md"), 99).file_name == diagram.file_name
    assert read_diagram(GOOD.replace("both", "all"), PAGE, 10).file_name != diagram.file_name
    assert read_diagram(GOOD.replace("a remark", "another"), PAGE, 10).file_name == diagram.file_name
    assert read_diagram(GOOD + "    %% one more\n", PAGE, 10).file_name == diagram.file_name
    assert read_diagram(GOOD.replace("From text to result", "«»"), PAGE, 10).file_name.startswith("diagram-")


@pytest.mark.parametrize(
    "line",
    [
        "read[bytes]",
        "read(some bytes)",
        "read{yes?}",
        "read[[bytes]]",
        "read[(bytes)]",
        "read([bytes])",
        "read((bytes))",
        "read{{bytes}}",
        "read>bytes]",
        "read[/bytes/]",
        "read --> other[sys.modules['name']]",
        "read -->|x > 0| run",
        "read -- else --> run",
        "read == else ==> run",
        "read -. else .-> run",
        "read --else--> run",
        "subgraph two words",
        "subgraph id[Title]",
    ],
)
def test_a_label_without_quotes_is_refused(line: str) -> None:
    error = broken(line)
    assert error.problem == "a label has no quotes"
    assert (error.path, error.line, error.found) == (PAGE, 10 + GOOD.count("\n"), line)


@pytest.mark.parametrize(
    "line",
    [
        "style read fill:#e1f5ff",
        "linkStyle 0 stroke:red",
        "classDef hot fill:#f00",
        "class read hot",
        'read["x"]:::hot',
        "%%{init: {'theme': 'dark'}}%%",
        "---",
        "read@{ shape: cyl }",
        'read["x"] --> run#abc',
        'click read "https://example.org"',
    ],
)
def test_a_look_of_its_own_is_refused(line: str) -> None:
    assert broken(line).line == 10 + GOOD.count("\n")


def test_colours_are_refused_in_a_sequence_too() -> None:
    for line in ("rect rgb(1, 2, 3)", "box Aqua Group"):
        assert "stylesheet" in broken(line, SEQUENCE).problem


def test_a_label_over_several_lines_is_refused() -> None:
    assert "several lines" in broken('read["one').problem


@pytest.mark.parametrize("key", ["accTitle", "accDescr"])
def test_a_diagram_without_text_equivalent_is_refused(key: str) -> None:
    lines = [line for line in GOOD.splitlines() if key not in line]
    with pytest.raises(BookError, match=key + " is missing") as caught:
        read_diagram("\n".join(lines), PAGE, 10)
    assert caught.value.line == 10


@pytest.mark.parametrize("line", ["accTitle:", "accDescr {"])
def test_an_empty_text_equivalent_is_refused(line: str) -> None:
    assert "is empty or goes over several lines" in broken(line).problem


@pytest.mark.parametrize("source", ["", "\n", "pie\n", "graph TD\n"])
def test_a_diagram_of_another_kind_is_refused(source: str) -> None:
    with pytest.raises(BookError) as caught:
        read_diagram(source, PAGE, 10)
    assert caught.value.fix == "correct the diagram, then run: make diagrams"


def test_a_mistake_in_a_page_is_found_at_its_line(tmp_path: Path) -> None:
    bad = GOOD + "    style read fill:red\n"
    mistakes = check_diagrams([page(GOOD, bad)], tmp_path)
    text = page(GOOD, bad).text.split("\n")
    assert [text[(error.line or 0) - 1].strip() for error in mistakes] == ["flowchart TD", "style read fill:red"]


def test_a_fence_labeled_mermaid_is_a_diagram_too(tmp_path: Path) -> None:
    found = list(find_diagrams([parse_page(PAGE, "```mermaid\n" + GOOD + "```\n")]))
    assert [(diagram.source, diagram.line) for diagram in found] == [(GOOD, 2)]


def test_the_drawing_kept_for_a_diagram_is_returned_without_its_signature(tmp_path: Path) -> None:
    diagram = read_diagram(GOOD, PAGE, 10)
    keep(diagram, tmp_path)
    assert load_drawing(diagram, tmp_path) == stand_in(diagram)
    assert check_diagrams([page(GOOD, GOOD)], tmp_path) == []


def test_a_missing_drawing_is_a_mistake_that_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        load_drawing(read_diagram(GOOD, PAGE, 10), tmp_path)
    assert (caught.value.path, caught.value.line, caught.value.fix) == (PAGE, 10, "make diagrams")


def test_the_drawing_of_a_changed_diagram_is_not_shown(tmp_path: Path) -> None:
    old, new = read_diagram(GOOD, PAGE, 10), read_diagram(GOOD.replace("both", "all"), PAGE, 10)
    keep(old, tmp_path).rename(tmp_path / new.file_name)
    with pytest.raises(BookError, match="made for another diagram"):
        load_drawing(new, tmp_path)


@pytest.mark.parametrize("edit", [("<text", "<text class='x'"), ("<!-- made by", "<!-- drawn by"), ("\n", "")])
def test_a_drawing_edited_by_hand_is_a_mistake(tmp_path: Path, edit: "tuple[str, str]") -> None:
    diagram = read_diagram(GOOD, PAGE, 10)
    file = keep(diagram, tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")
    with pytest.raises(BookError, match="was edited, or made for another"):
        load_drawing(diagram, tmp_path)


def test_a_drawing_of_no_diagram_is_a_mistake(tmp_path: Path) -> None:
    keep(read_diagram(GOOD, PAGE, 10), tmp_path)
    orphan = keep(read_diagram(SEQUENCE, PAGE, 10), tmp_path)
    assert [(error.path, error.fix) for error in check_diagrams([page(GOOD)], tmp_path)] == [(orphan, "make diagrams")]


DRAWN = """\
<svg id="diagram-1" width="100%" xmlns="http://www.w3.org/2000/svg" viewBox="4 4 306.64752197265625 81.4" style="x">
<title>x</title>
<style>#diagram-1 .node{{fill:#333;}}</style>
<g>
<marker id="{0}_used" class="marker" refX="5"><path d="M 0 0 L 10 5 z" style="stroke-width: 1;"/></marker>
<marker id="{0}_unused"><path d="M 0 0"/></marker>
</g>
<g class="clusters">
<g class="cluster"><rect style="" x="19" y="235.1" width="277.8" height="389.9"/>
<g class="cluster-label" transform="translate(121.7, 235.1)"><text y="-10.1"><tspan x="0">Compiler</tspan></text></g>
</g>
</g>
<path d="M165.28125,78.5L1,2" id="e1" class="edge-pattern-dotted flowchart-link" stroke="#000" data-et="edge"
 marker-end="url(#{0}_used)"/>
<g class="node default emphasis" id="n1" transform="translate(1.26, 2.04)">
<rect class="label-container" x="-90" width="180" fill="#eaeaea"/>
<g class="label"><rect/><text><tspan x="0"><tspan font-weight="normal">Source</tspan><tspan> file</tspan><tspan
 font-weight="bold"> now</tspan></tspan></text></g>
</g>
<g class="node"><g class="outer-path"><path d="M0 0z" fill="red"/><path d="M0 0"/></g></g>
</svg>
"""


def drawn() -> str:
    """What :func:`tidy` makes of :data:`DRAWN`."""
    diagram = read_diagram(GOOD, PAGE, 10)
    return tidy(DRAWN.format(diagram.identifier), diagram)


def test_a_drawing_has_no_colour_style_or_font_of_its_own() -> None:
    text = drawn()
    for unwanted in (" style=", "#333", "#000", "#eaeaea", "red", "unused", "data-et", ' id="n1"'):
        assert unwanted not in text
    assert text.count("currentColor") == 4  # the lines, the head of the arrow, two texts


def test_a_drawing_has_the_role_the_title_and_the_description_of_a_picture() -> None:
    name = read_diagram(GOOD, PAGE, 10).identifier
    assert 'role="img" aria-labelledby="{0}-title" aria-describedby="{0}-desc"'.format(name) in drawn()
    assert '<title id="{}-title">From text to result</title>'.format(name) in drawn()
    assert '<desc id="{}-desc">The text is read, then run.</desc>'.format(name) in drawn()


def test_a_drawing_keeps_shapes_roles_and_words() -> None:
    text = drawn()
    assert 'viewBox="4 4 306.6 81.4" width="306.6" height="81.4"' in text
    assert '<g class="d-emphasis d-node" data-part="node" data-id="n1" transform="translate(1.3, 2)">' in text
    assert 'class="d-line" stroke-dasharray="2 3" data-part="edge" data-id="e1" d="M165.3,78.5L1,2"' in text
    assert '<tspan x="0">Source file<tspan font-weight="bold"> now</tspan></tspan>' in text
    assert text.count('d="M0 0') == 1  # of a rounded shape, the area and not the outline too


def test_what_the_book_cannot_keep_is_refused() -> None:
    diagram = read_diagram(GOOD, PAGE, 10)
    with pytest.raises(BookError, match="<foreignObject>") as caught:
        tidy('<svg viewBox="0 0 1 1"><foreignObject/></svg>', diagram)
    assert caught.value.line == 10


ONE = """\
flowchart TD
    accTitle: From text to result
    accDescr: The text is read, then run.
    %% a remark
    read["both"]
"""
OTHER = ONE.replace("From text to result", "An import")
FAKE = """\
#!{python}
import re, sys
DRAWN = ""
options = dict(zip(sys.argv[2::2], sys.argv[3::2]))
source = open(options["--input"], encoding="utf-8").read()
if "wrong" in source:
    print("Error: Parse error on line 5:")
    sys.exit(1)
name, label = re.search(r'(\\w+)\\["(.*)"\\]', source).groups()
node = '<g class="node" id="{{0}}-flowchart-{{1}}-0"><rect width="9" style="fill:red"/>'
svg = '<svg xmlns="http://www.w3.org/2000/svg" id="{{0}}" viewBox="0 0 10 10">' + node
svg += "<text><tspan>{{2}}</tspan></text></g></svg>"
open(options["--output"], "w", encoding="utf-8").write(svg.format(options["--svgId"], name, DRAWN or label))
"""


@pytest.fixture
def drawing_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """A book with two diagrams, and a program in the place of Mermaid that needs no browser."""
    project = Book(write_settings(tmp_path))
    (tmp_path / "pythons.txt").write_text("3.8  3.8.18\n", encoding="utf-8")
    project.docs.mkdir()
    (project.docs / "page.md").write_text(page(ONE, OTHER).text, encoding="utf-8")
    pins, installed = tmp_path / "conf" / "mermaid", project.build / "mermaid"
    program = installed / "node_modules" / ".bin" / "mmdc"
    pins.mkdir(parents=True)
    program.parent.mkdir(parents=True)
    (pins / "package-lock.json").write_text("{}", encoding="utf-8")
    (installed / "installed.json").write_text("{}", encoding="utf-8")
    program.write_text(FAKE.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", sys.executable)
    return project


def names(project: Book) -> list[str]:
    """The drawings of ``project``, without their digests."""
    return sorted(path.name.rpartition("-")[0] for path in project.diagrams.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="the program in Mermaid's place is a script")
class TestDrawAll:
    def test_draws_what_is_missing_and_nothing_twice(self, drawing_book: Book) -> None:
        assert len(draw_all(drawing_book)) == 2
        assert names(drawing_book) == ["an-import", "from-text-to-result"]
        assert draw_all(Book(drawing_book.root)) == []
        assert check_diagrams(drawing_book.pages, drawing_book.diagrams) == []

    def test_draws_anew_what_was_edited_by_hand(self, drawing_book: Book) -> None:
        made = draw_all(drawing_book)
        before = made[0].read_bytes()
        made[0].write_bytes(before + b"<!-- by hand -->")
        assert draw_all(Book(drawing_book.root)) == [made[0]]
        assert made[0].read_bytes() == before

    def test_removes_the_drawing_of_a_diagram_that_is_no_longer_there(self, drawing_book: Book) -> None:
        draw_all(drawing_book)
        (drawing_book.docs / "page.md").write_text(page(OTHER).text, encoding="utf-8")
        assert draw_all(Book(drawing_book.root)) == []
        assert names(drawing_book) == ["an-import"]

    def test_says_where_mermaid_stumbled_and_removes_nothing(self, drawing_book: Book) -> None:
        draw_all(drawing_book)
        text = page(ONE.replace("both", "wrong")).text
        (drawing_book.docs / "page.md").write_text(text, encoding="utf-8")
        with pytest.raises(BookError, match="Mermaid cannot draw") as caught:
            draw_all(Book(drawing_book.root))
        assert text.split("\n")[(caught.value.line or 0) - 1].lstrip().startswith("read[")
        assert names(drawing_book) == ["an-import", "from-text-to-result"]

    def test_keeps_no_drawing_that_has_other_words_than_its_source(self, drawing_book: Book) -> None:
        edit(drawing_book.build / "mermaid" / "node_modules" / ".bin" / "mmdc", 'DRAWN = ""', 'DRAWN = "bot"')
        with pytest.raises(BookError, match="the drawing does not have the node read 'both' box") as caught:
            draw_all(drawing_book)
        assert (caught.value.path, caught.value.line) == (drawing_book.docs / "page.md", 10)
        assert not drawing_book.diagrams.exists() or names(drawing_book) == []

    def test_names_what_is_missing_to_draw_with(
        self, drawing_book: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (drawing_book.build / "mermaid" / "installed.json").unlink()
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(BookError) as caught:
            draw_all(drawing_book)
        assert "Node.js" in (caught.value.fix or "")
