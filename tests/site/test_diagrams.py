"""What becomes of a diagram in each format, and that the build fails for one that cannot be trusted."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from bookcheck.diagrams.diagram import read_diagram, sign
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.drawn import stand_in
from tests.site.rendering import CONFIGURATION, Build, build, make_book, text_of
from tests.small_book import edit

SOURCE = """\
flowchart TD
    accTitle: From text to result
    accDescr: The text is read, then run.
    read["read"] --> run["run"]
"""
FENCE = f"```{{mermaid}}\n:caption: How *text* runs\n:name: figure-of-it\n\n{SOURCE}```\n"
TITLE, DESCRIPTION = "From text to result", "The text is read, then run."
DIAGRAM = read_diagram(SOURCE, Path("page.md"), 1)
DRAWING = stand_in(DIAGRAM)
STYLE = "svg.diagram { color: var(--diagram-line, #000); }\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    """The small book with a page that shows a diagram, and shows it again."""
    book = make_book(tmp_path_factory.mktemp("diagrams") / "book", runner)
    extensions = '"bookcheck.sphinx_ext", "bookcheck.sphinx_ext.mermaid_directive"'
    configuration = (
        CONFIGURATION.replace('"bookcheck.sphinx_ext"', extensions) + 'diagram_stylesheet = "diagrams.css"\n'
    )
    (book.root / "conf.py").write_text(configuration + 'myst_fence_as_directive = ["mermaid"]\n', encoding="utf-8")
    (book.root / "diagrams.css").write_text(STYLE, encoding="utf-8")
    (book.docs / "drawn.md").write_text(f"# Drawn\n\n{FENCE}\n```mermaid\n{SOURCE}```\n", encoding="utf-8")
    edit(book.docs / "index.md", "shown\n", "shown\ndrawn\n")
    book.diagrams.mkdir()
    (book.diagrams / DIAGRAM.file_name).write_text(sign(DRAWING, DIAGRAM), encoding="utf-8")
    return Book(book.root)


@pytest.fixture(scope="module")
def html(original: Book) -> Build:
    return build(original)


@pytest.fixture
def book(original: Book, tmp_path: Path) -> Book:
    """A copy of the book for one test to break."""
    shutil.copytree(original.root, tmp_path / "book", symlinks=True, ignore=shutil.ignore_patterns("html", "doctrees"))
    return Book(tmp_path / "book")


def test_html_has_the_drawing_in_the_page(html: Build) -> None:
    assert html.status == 0, html.warnings
    pictures = html.page("drawn").select("div.diagram-frame > svg")
    assert [picture["role"] for picture in pictures] == ["img", "img"]
    assert [text_of(picture.select_one("desc")) for picture in pictures] == [DESCRIPTION] * 2
    assert "made by" not in str(pictures[0])


def test_the_same_diagram_twice_has_each_id_once(html: Build) -> None:
    text = str(html.page("drawn"))
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for reference in re.findall(r"url\(#([^)]+)\)", text):
        assert reference.removesuffix("-point") in ids
    labels = re.findall(r'aria-labelledby="(diagram-[^"]+)"', text)
    assert len(labels) == 2
    assert set(labels) <= set(ids)


def test_a_caption_makes_it_a_figure_that_can_be_linked_to(html: Build) -> None:
    figure = html.page("drawn").select_one("figure#figure-of-it")
    assert figure is not None
    assert figure.select_one("figcaption em") is not None


def test_a_wide_drawing_can_be_scrolled_with_the_keyboard(html: Build) -> None:
    frame = html.page("drawn").select_one("div.diagram-frame")
    assert frame is not None
    assert (frame["tabindex"], frame["style"]) == ("0", "--diagram-width: 300.5px")


def test_no_page_loads_mermaid(html: Build) -> None:
    for page in html.out.rglob("*.html"):
        assert "mermaid" not in page.read_text(encoding="utf-8").replace("{mermaid}", ""), page


def test_epub_has_the_drawing_in_a_file_and_its_description_in_the_page(original: Book) -> None:
    made = build(original, "epub", "-D", "epub_copyright=nobody")
    assert made.status == 0, made.warnings
    with zipfile.ZipFile(next(made.out.glob("*.epub"))) as archive:
        names = [name for name in archive.namelist() if name.endswith(DIAGRAM.file_name)]
        picture = archive.read(names[0]).decode("utf-8")
        page = archive.read("drawn.xhtml").decode("utf-8")
        assert len(names) == 1
    assert STYLE in picture
    assert page.count(f'src="{names[0]}"') == 2
    assert page.count(f'alt="{TITLE}"') == 2
    assert page.count(f"<p>{DESCRIPTION}</p>") == 2


@pytest.mark.parametrize(("builder", "file"), [("text", "drawn.txt"), ("latex", "asmallbook.tex")])
def test_a_format_without_drawings_has_the_text(original: Book, builder: str, file: str) -> None:
    made = build(original, builder)
    assert made.status == 0, made.warnings
    text = (made.out / file).read_text(encoding="utf-8")
    assert text.count(TITLE) == 2
    assert text.count(DESCRIPTION) == 2


class TestTheBuildFails:
    def fails(self, book: Book, *expected: str) -> None:
        """Assert that the build of ``book`` fails, and fails again with nothing changed, saying ``expected``."""
        for made in (build(book), build(book)):
            assert made.status == 1
            for text in expected:
                assert text in made.warnings

    def test_without_a_drawing(self, book: Book) -> None:
        (book.diagrams / DIAGRAM.file_name).unlink()
        self.fails(
            book, "docs/drawn.md:7: WARNING: a diagram has no drawing", "docs/drawn.md:14: ", "fix:      make diagrams"
        )

    def test_when_a_drawing_was_edited(self, book: Book) -> None:
        edit(book.diagrams / DIAGRAM.file_name, "M0,0", "M1,1")
        self.fails(book, "docs/drawn.md:7: WARNING: the drawing of a diagram was edited")

    def test_when_the_source_changed(self, book: Book) -> None:
        page = book.docs / "drawn.md"
        page.write_text(page.read_text(encoding="utf-8").replace('run["run"]', 'run["go"]'), encoding="utf-8")
        self.fails(book, "docs/drawn.md:7: WARNING: a diagram has no drawing, or has changed since it was drawn")

    def test_for_a_colour(self, book: Book) -> None:
        edit(book.docs / "drawn.md", FENCE, FENCE.replace('"run"]\n', '"run"]\n    style run fill:#f00\n'))
        self.fails(book, "docs/drawn.md:11: WARNING: a diagram says 'style'")

    def test_for_a_drawing_of_no_diagram(self, book: Book) -> None:
        (book.diagrams / "of-nothing-0123456789ab.svg").write_text("<svg/>", encoding="utf-8")
        self.fails(
            book,
            "diagrams/of-nothing-0123456789ab.svg:1: WARNING: a drawing belongs to no diagram of any page",
            "fix:      make diagrams",
        )
