"""The site, ``make html``: what ``build/html`` holds is what a build from nothing makes of the files as they are.

Sphinx would keep what it has made and replace the pages that it knows to be old; it does not know all of them. So the
site is built whole, from a copy of the files, into a folder of its own, with nothing kept from an earlier build, and
takes the place of the last site when it is done. Nothing is built if the files and the site are still those of the last
build. Whatever interrupts a build, and however many run at once, ``build/html`` is never of two states of the files.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import distributions
from pathlib import Path
from typing import Dict, Iterator, Optional

from bookcheck.files import locked, write_whole
from bookcheck.pages.book import CHANGED, GENERATED
from bookcheck.publishing.edition import date_of

_PLACES = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR")
"""The variables that a build gets as they are: the site is the same, whatever they say."""

_NOT_THE_BOOK = ("build", "docs/" + GENERATED, "docs/" + CHANGED)
_INTERRUPTED = 130  # the exit status of a program that Control-C ended, as shells have it


def inputs(root: Path) -> Iterator[str]:
    """Yield the files of the book in ``root``, as paths from there: not what is made, nor what tools keep beside it."""
    for path, folders, files in os.walk(str(root), followlinks=True):
        here = Path(path).relative_to(root)
        kept = [name for name in folders if name[0] != "." and name not in ("__pycache__", "node_modules")]
        folders[:] = sorted(name for name in kept if (here / name).as_posix() not in _NOT_THE_BOOK)
        yield from ((here / name).as_posix() for name in sorted(files) if name[0] != ".")


def digest_files(root: Path, names: Iterator[str], copy: Optional[Path] = None) -> str:
    """Return a digest of the files ``names`` of ``root``; put the bytes that it is of into the folder ``copy``."""
    digest = hashlib.sha256()
    for name in names:
        try:
            data = (root / name).read_bytes()
        except FileNotFoundError:  # taken away since it was listed, or a link to nothing
            continue
        digest.update("{!r} {} ".format(name, len(data)).encode())
        digest.update(data)
        if copy:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(data)
    return digest.hexdigest()


def digest_site(site: Path) -> str:
    """Return a digest of all that is in the folder ``site``."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return digest_files(site, iter(paths))


def environment(root: Path) -> Dict[str, str]:
    """Return the variables that can change the site of the book in ``root``; but for places, a build gets no other."""
    told = {name: value for name, value in os.environ.items() if name.startswith(("BOOK_", "READTHEDOCS"))}
    return {**told, "NO_COLOR": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(date_of(root))}


def programs() -> str:
    """Return the Python that builds the site, the version of each package that it has, and a digest of the engine."""
    packages = sorted("{}=={}".format(package.metadata["Name"], package.version) for package in distributions())
    engine = Path(__file__).parent.parent  # not in the folder of a book that is not this one
    return " ".join([sys.version, *packages, digest_files(engine, inputs(engine))])


def make_record(files: str, variables: Dict[str, str], site: Path) -> str:
    """Return what is kept of a build: digests of all that it was made from, and of the ``site`` that it made."""
    made_from = hashlib.sha256(repr((files, sorted(variables.items()), programs())).encode()).hexdigest()
    return "{}\n{}\n".format(made_from, digest_site(site))


def run_sphinx(root: Path, copy: Path, variables: Dict[str, str], site: Path, doctrees: Path) -> int:
    """Build ``copy``, that of the book in ``root``, into ``site``; say what Sphinx says, and return its exit status."""
    places = {name: os.environ[name] for name in _PLACES if name in os.environ}
    paths = os.environ.get("PYTHONPATH", "").replace(str(root) + os.sep, str(copy) + os.sep)  # the engine, as copied
    options = ["-c", "conf", "-n", "-W", "--keep-going", "-b", "html", "-d", str(doctrees), "docs", str(site)]
    with subprocess.Popen(
        [sys.executable, "-m", "sphinx", *options],
        cwd=str(copy),
        env={**places, **variables, "PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            # Of the file that the author has, not of its copy.
            line = line.replace(str(copy) + os.sep, "").replace(str(site), "build/html")
            print(line.replace(" in ../html", " in build/html"), end="", flush=True)
    return process.returncode


def publish(made: Path, site: Path, aside: Path, record: Path, text: str) -> None:
    """Put the folder ``made`` in the place of ``site``; if that is interrupted, the next build is from nothing."""
    if record.exists():
        record.unlink()
    if site.exists():
        site.rename(aside)
    made.rename(site)
    write_whole(record, text)


def build_site(root: Path) -> int:
    """Make ``build/html`` the site of the book in ``root``, unless it is; return the exit status.

    A site that cannot be built whole, or with a warning, does not take the place of the last one.
    """
    work, site, variables = root / "build" / "site", root / "build" / "html", environment(root)
    record = work / "made"
    with locked(work):
        for left in work.glob("build-*"):  # by a build that was killed
            shutil.rmtree(str(left), ignore_errors=True)
        last = record.read_text(encoding="utf-8") if site.is_dir() and record.is_file() else ""
        if last and last == make_record(digest_files(root, inputs(root)), variables, site):
            print("Nothing has changed since the site was built.")
            return 0
        folder = Path(tempfile.mkdtemp(prefix="build-", dir=str(work)))
        try:
            files = digest_files(root, inputs(root), folder / "book")
            made = folder / "html"
            status = run_sphinx(root, folder / "book", variables, made, folder / "doctrees")
            if not status:
                publish(made, site, folder / "before", record, make_record(files, variables, made))
        finally:
            shutil.rmtree(str(folder), ignore_errors=True)
    return status


if __name__ == "__main__":
    try:
        sys.exit(build_site(Path.cwd()))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
