"""Makes the archive of a release: examples, recordings, and the program that verifies them without the network.

``python -m bookcheck.publishing.archive`` writes ``build/archive/TITLE-VERSION.zip``. Its bytes depend on the
commit only: entries are sorted, stored as they are (another zlib would pack them otherwise), and of the commit's time.
"""

import hashlib
import io
import sys
import time
import zipfile
from pathlib import Path
from typing import Dict, Mapping

from bookcheck.errors import exit_status
from bookcheck.files import write_bytes_whole
from bookcheck.publishing.commit import LICENSES, Commit, last_commit
from bookcheck.publishing.edition import file_name
from bookcheck.settings import FILE, read_settings, table_alone

CHECKSUMS = "SHA256SUMS"
VERIFIER = "src/bookcheck/publishing/verify.py"
ENGINE = "src/bookcheck"
_NOT_FOR_READERS = ("src/bookcheck/sphinx_ext/", "src/bookcheck/publishing/")
_README = """\
{title}
{version}, made from commit {commit}.

The examples ({settings.examples}), what each wrote on every Python of {settings.pythons} ({settings.recordings}),
and the part of the engine that runs them (src/bookcheck).

    python verify.py

compares every file with {checksums}, then runs every example, every probe and every trace with the Python that you
call it with, and says what agrees with its recording. It needs the standard library and no network, and writes nothing
into this folder. It takes a minute or two. Its exit status:

    0  all agree
    1  something was altered, or does not do what was recorded
    2  your Python is none of those that are recorded
    3  some differ that were recorded with another release of your Python, 3.12.1 instead of 3.12.7 say

To verify the JIT, set PYTHON_JIT=1. On another operating system than that of the recordings, only the examples that
claim to be portable are run.

    PYTHONPATH=src python3 -m bookcheck list

lists the examples; show, run and copy take one of their names.

{settings.license_line}
"""


def archive_files(commit: Commit) -> Dict[str, bytes]:
    """Return the files of the archive of ``commit`` by name, in order."""
    files = {name: data for name, data in commit.files.items() if not name.startswith(_NOT_FOR_READERS)}
    files[FILE] = table_alone(files[FILE].decode("utf-8")).encode("utf-8")
    files["verify.py"] = commit.files[VERIFIER]
    readme = _README.format(
        title=commit.description,
        version=commit.version,
        commit=commit.name,
        checksums=CHECKSUMS,
        settings=commit.settings,
    )
    files["README.txt"] = readme.encode("utf-8")
    files[CHECKSUMS] = checksums(files).encode("utf-8")
    return dict(sorted(files.items()))


def checksums(files: Mapping[str, bytes]) -> str:
    """Return the list that ``sha256sum --check`` reads: a digest and a name a line."""
    return "".join("{}  {}\n".format(hashlib.sha256(data).hexdigest(), name) for name, data in sorted(files.items()))


def pack(files: Mapping[str, bytes], folder: str, made: int) -> bytes:
    """Return a zip file with ``files`` in ``folder``; ``made`` is the time of each, in seconds since 1970."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(folder + "/" + name, time.gmtime(made)[:6])
            entry.create_system = 3  # whatever this machine is, so that the permissions count
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def make_archive(root: Path) -> Path:
    """Make the archive of the last commit of the book in ``root``, and return where it is.

    Raises as :func:`~bookcheck.publishing.commit.last_commit` does; if anything fails, the last archive stays.
    """
    book = read_settings(root)
    commit = last_commit(root, [FILE, LICENSES, book.pythons, book.recordings, book.examples, ENGINE])
    title = commit.settings.title
    path = root / "build" / "archive" / file_name(title, commit.version, ".zip")
    write_bytes_whole(path, pack(archive_files(commit), file_name(title, commit.version, ""), commit.made))
    return path


def main() -> int:
    """Make the archive of the current folder's book; return the exit status."""

    def make() -> None:
        path = make_archive(Path.cwd())
        print("The archive is {}, {} bytes.".format(path, path.stat().st_size))

    return exit_status(make)


if __name__ == "__main__":
    sys.exit(main())
