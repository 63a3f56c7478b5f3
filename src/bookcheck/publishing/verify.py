"""Verify this archive: every file against its checksum, then every program against its recording.

``python verify.py``, beside ``SHA256SUMS``, offline, with nothing installed. README.txt tells the exit statuses.
It parses on Pythons that are too old for the rest, and imports that only once its files are as they should be.
"""

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import List, Tuple

OLDEST = (3, 8)


def altered(folder: Path) -> List[Tuple[str, str]]:
    """Return the name of each file of the archive in ``folder`` that differs from the list, and what is wrong.

    A file that the list does not name is reported if the list names other files of its top folder.
    """
    wrong = []
    listed = {}
    for line in (folder / "SHA256SUMS").read_bytes().decode("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name, digest in sorted(listed.items()):
        path = folder / name
        if not path.is_file():
            wrong.append((name, "is missing"))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append((name, "is not what its checksum says"))
    for watched in sorted({name.partition("/")[0] for name in listed if "/" in name}):
        for path in sorted((folder / watched).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in listed and "__pycache__" not in path.parts:
                wrong.append((name, "is not in the list"))
    return wrong


def verify_archive(folder: Path) -> Tuple[str, int]:
    """Verify the archive in ``folder``, print what is wrong, and return the closing line and the exit status."""
    try:
        wrong = altered(folder)
    except OSError as error:
        return "SHA256SUMS cannot be read ({}): unpack the archive again".format(error.strerror), 1
    for name, problem in wrong:
        print("{} {}".format(name, problem))
    files = "{} {} altered".format(len(wrong), "file" if len(wrong) == 1 else "files") if wrong else "no file altered"
    if any(name.startswith("src/bookcheck/") for name, _ in wrong):
        return files + ", of the engine too, so nothing was run: unpack the archive again", 1
    sys.path.insert(0, str(folder / "src"))
    from bookcheck.errors import BookError
    from bookcheck.recordings.project import Project
    from bookcheck.recordings.verification import in_words, verify_programs

    with tempfile.TemporaryDirectory(prefix="book-") as build:
        try:
            project = Project(folder, Path(build))
            line, status = verify_programs(project, list(project.programs.values()), print)
        except BookError as error:
            print(in_words(error, folder))
            return files + "; the programs could not be run", 1
    return "{}; {}".format(line, files), 1 if wrong else status


def main() -> int:
    """Verify the archive that this file is in and return the exit status."""
    if sys.version_info < OLDEST:
        print("This is Python {}.{}; verify.py needs {}.{} or later.".format(*sys.version_info[:2], *OLDEST))
        return 2
    sys.dont_write_bytecode = True  # the folder stays as it was unpacked
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    line, status = verify_archive(Path(os.path.realpath(__file__)).parent)
    print(line)
    return status


if __name__ == "__main__":
    sys.exit(main())
