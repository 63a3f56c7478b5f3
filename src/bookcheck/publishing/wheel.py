"""Makes the wheel of a release: the examples and the engine, with the recordings where they find them installed.

``python -m bookcheck.publishing.wheel`` writes it into ``build/wheel``. A wheel holds what is in its packages, and the
recordings are not: the last commit is put into a folder of its own, with them in the package of the examples.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Dict, Mapping

from bookcheck.errors import BookError, exit_status
from bookcheck.files import write_bytes_whole
from bookcheck.publishing.commit import LICENSES, last_commit
from bookcheck.pythons.uv import run_uv
from bookcheck.recordings.project import INSTALLED
from bookcheck.settings import FILE, parse_settings, read_settings, table_alone


def wheel_sources(files: Mapping[str, bytes]) -> Dict[str, bytes]:
    """Return the ``files`` of a book with what its examples need where they are installed in their package."""
    book = parse_settings(files[FILE].decode("utf-8"), Path(FILE))
    inside = "{}/{}/".format(book.examples, INSTALLED)
    moved = {name for name in files if name == book.pythons or name.startswith(book.recordings + "/")}
    sources = {inside + name if name in moved else name: data for name, data in files.items()}
    return {**sources, inside + FILE: table_alone(files[FILE].decode("utf-8")).encode("utf-8")}


def make_wheel(root: Path) -> Path:
    """Make the wheel of the last commit of the project in ``root``, and return where it is.

    Raises as :func:`~bookcheck.publishing.commit.last_commit` does, or :class:`BookError` with what uv says. If
    anything fails, the last wheel stays.
    """
    book = read_settings(root)
    commit = last_commit(root, [FILE, LICENSES, "README.md", book.pythons, book.recordings, "src"])
    with tempfile.TemporaryDirectory(prefix="book-") as folder:
        for name, data in wheel_sources(commit.files).items():
            path = Path(folder, "project", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        # The backend is in uv itself, if that is not too old or too new: nothing is fetched.
        options = ["--wheel", "--no-config", "--out-dir", str(Path(folder, "out"))]
        environ = {**os.environ, "SOURCE_DATE_EPOCH": str(commit.made)}
        _, failure = run_uv(root, environ, "build", *options, str(Path(folder, "project")))
        if failure:
            raise BookError("uv could not build the wheel", found=failure, fix="correct what uv says")
        (made,) = Path(folder, "out").glob("*.whl")
        target = root / "build" / "wheel" / made.name
        write_bytes_whole(target, made.read_bytes())
    return target


def main() -> int:
    """Make the wheel of the current folder's project; return the exit status."""

    def make() -> None:
        path = make_wheel(Path.cwd())
        print("The wheel is {}, {} bytes.".format(path, path.stat().st_size))

    return exit_status(make)


if __name__ == "__main__":
    sys.exit(main())
