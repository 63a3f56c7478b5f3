"""The configuration of the real book on a small one: its site, built as ``make html`` builds the real site."""

import os
import shutil
import subprocess
import sys

from bookcheck.pages.book import Book
from tests.site.rendering import Build
from tests.small_book import ROOT, edit


def configure(book: Book) -> Book:
    """Give ``book``, as :func:`tests.site.rendering.make_book` made it, the configuration of the real book."""
    (book.root / "conf.py").unlink()
    shutil.rmtree(book.docs / "apidocs")
    shutil.copytree(ROOT / "conf", book.root / "conf", ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    shutil.copyfile(ROOT / "pyproject.toml", book.root / "pyproject.toml")
    engine = book.root / "src" / "bookcheck"
    engine.mkdir()
    (engine / "__init__.py").write_text('"""The engine."""\n', encoding="utf-8")
    edit(book.docs / "index.md", "```{toctree}\n", "```{toctree}\n:caption: The chapter\n")
    return Book(book.root)


def build(book: Book, builder: str = "html", **environment: str) -> Build:
    """Build ``book`` with that configuration, in a process of its own."""
    out = book.build / builder
    options = ["-c", "conf", "-n", "-W", "--keep-going", "-b", builder, "-d", str(book.build / f"doctrees-{builder}")]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *options, "docs", str(out)],
        cwd=book.root,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return Build(done.returncode, done.stdout, done.stderr, out)
