"""Draws the diagrams of the pages: ``python -m bookcheck.diagrams.draw``, which is ``make diagrams``.

Mermaid needs Node.js and a browser, so drawings are made here, once, and kept; building the site needs neither.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

from bookcheck.browser import find_browser, sandbox
from bookcheck.diagrams.declared_names import write_name_list
from bookcheck.diagrams.diagram import Diagram, check_drawing, find_diagrams, find_orphans, load_drawing, sign
from bookcheck.diagrams.drawing import tidy
from bookcheck.diagrams.parts import FIX
from bookcheck.errors import BookError, counted, exit_status
from bookcheck.pages.book import Book

_NEEDED = "install Node.js 22 or later and Chromium (or set CHROMIUM to a browser), then try again"
_SETTINGS = {
    "theme": "base",
    "look": "classic",
    # Rounded shapes are sketched at random otherwise, a little differently each time.
    "handDrawnSeed": 1,
    # Text as SVG text, not as HTML inside the SVG: it scales, prints and is found in EPUB readers too.
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False, "wrappingWidth": 400, "useMaxWidth": False},
    "sequence": {"useMaxWidth": False, "mirrorActors": False},
    # Boxes are measured in a wide font and shown in the reader's own sans, so that text never leaves its box.
    "fontFamily": "DejaVu Sans, Verdana, sans-serif",
}


def draw(diagram: Diagram, mermaid: Path, browser: str) -> str:
    """Return the drawing of ``diagram`` made by the Mermaid installed in ``mermaid`` with ``browser``.

    Raises :class:`BookError` with the line of the page where Mermaid could not read it.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "diagram.mmd").write_text(diagram.source, encoding="utf-8")
        (folder / "settings.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
        (folder / "browser.json").write_text(
            json.dumps({"executablePath": browser, "args": sandbox()}), encoding="utf-8"
        )
        command = [str(mermaid / "node_modules" / ".bin" / "mmdc"), "--quiet", "--svgId", diagram.identifier]
        for option, value in (
            ("--input", "diagram.mmd"),
            ("--output", "diagram.svg"),
            ("--configFile", "settings.json"),
            ("--puppeteerConfigFile", "browser.json"),
        ):
            command += [option, str(folder / value)]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
            said = done.stdout.decode("utf-8", "replace").strip()
        except subprocess.TimeoutExpired:
            said = "nothing, in two minutes"
        drawn = folder / "diagram.svg"
        if not drawn.is_file():
            where = re.search(r"on line (\d+)", said)
            raise BookError(
                "Mermaid cannot draw a diagram",
                path=diagram.path,
                line=diagram.line + (int(where[1]) - 1 if where else 0),
                found="\n".join(said.splitlines()[:6]),
                fix="correct the diagram, then run: " + FIX,
            )
        return tidy(drawn.read_text(encoding="utf-8"), diagram)


def install_tool(project: Book, name: str) -> Path:
    """Return the folder under ``build/`` with the npm package that ``conf/NAME`` pins; install it there if need be."""
    pins, folder = project.root / "conf" / name, project.build / name
    lock, installed = pins / "package-lock.json", folder / "installed.json"
    if installed.is_file() and installed.read_bytes() == lock.read_bytes():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        raise BookError("no npm to install {} with".format(name), fix=_NEEDED)
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("package.json", "package-lock.json"):
        shutil.copyfile(str(pins / file), str(folder / file))
    environment: Dict[str, str] = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    print("installing", name, "into", folder)
    done = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=str(folder), env=environment, check=False
    )
    if done.returncode != 0:
        raise BookError("npm could not install {}".format(name), path=folder, fix=_NEEDED)
    shutil.copyfile(str(lock), str(installed))
    return folder


def draw_all(project: Book) -> List[Path]:
    """Make each drawing that is missing or not to be trusted, delete those of no diagram; return what was made.

    Raises :class:`BookError` for the first diagram that cannot be parsed or drawn; nothing is deleted then.
    """
    diagrams = list(find_diagrams(project.pages))
    folder = project.diagrams
    made: List[Path] = []
    for diagram in diagrams:
        if _is_drawn(diagram, folder):
            continue
        drawing = draw(diagram, install_tool(project, "mermaid"), find_browser())
        check_drawing(drawing, diagram)
        folder.mkdir(exist_ok=True)
        file = folder / diagram.file_name
        file.write_bytes(sign(drawing, diagram).encode("utf-8"))
        made.append(file)
        print("drew", project.relative(file))
    for file in find_orphans(diagrams, folder):
        file.unlink()
        print("removed", project.relative(file))
    print("{}, {} drawn".format(counted(len(diagrams), "diagram"), len(made)))
    return made


def _is_drawn(diagram: Diagram, folder: Path) -> bool:
    try:
        load_drawing(diagram, folder)
    except BookError:
        return False
    return True


def main() -> int:
    """Run ``make diagrams``; return the exit status."""

    def make() -> None:
        book = Book.around(Path.cwd())
        if write_name_list(book):  # before the drawings, which need more than is on every machine
            print("wrote", book.relative(book.name_list))
        draw_all(book)

    return exit_status(make)


if __name__ == "__main__":
    sys.exit(main())
