"""Builds one version of the book from its own commit, and keeps the result.

A version is checked out into a folder of its own and built there by its own ``make html`` with its own lock. A rename
then replaces its last result, so an error before that leaves the last result as it was.
"""

import os
import shutil
from pathlib import Path
from typing import Iterable, List, Optional

from bookcheck.errors import BookError
from bookcheck.publishing.book_versions import BookVersion
from bookcheck.publishing.page_list import read_pages, write_pages
from bookcheck.publishing.repository import Repository
from bookcheck.pythons.interpreters import clean_environ
from bookcheck.pythons.processes import Command, Ended
from bookcheck.pythons.results import tail

NEEDED = ("Makefile", "conf/conf.py")
"""What a commit must have to be a version of the book."""

_STAMP = "made-from.txt"
_ASIDE = ".replaced-"
_RENAME = "if it is not a version of the book, give the tag a name that is not vX.Y.Z"


def results_folder(root: Path) -> Path:
    """Return the folder that holds the built versions of the book in ``root``, one folder each."""
    return root / "build" / "versions"


def log_of(root: Path, version: BookVersion) -> Path:
    """Return the log of the build of ``version``."""
    return root / "build" / "logs" / "versions" / (version.name + ".txt")


def built_commit(root: Path, version: BookVersion) -> Optional[str]:
    """Return the commit that the result of ``version`` was built from, None if there is no result."""
    stamp = _stamp(root, version)
    return stamp.split()[1] if stamp else None


def is_fresh(root: Path, version: BookVersion, base: str) -> bool:
    """Return whether the result of ``version`` was built from its commit, to be served below ``base``."""
    return _stamp(root, version) == _made_from(version, base)


def check_out(repository: Repository, version: BookVersion, base: str) -> Command:
    """Check ``version`` out and return what builds it, without the variables of this process that would change it.

    Raises :class:`BookError` if its commit does not have the layout that the book has now.
    """
    missing = [path for path in NEEDED if not repository.has(version.commit, path)]
    if missing:
        raise BookError(
            "version {} is not laid out as a book".format(version.name),
            expected=" and ".join(NEEDED),
            found="no " + ", no ".join(missing),
            fix=_RENAME,
        )
    root = repository.root
    environ = clean_environ("")
    for name in [name for name in environ if name.startswith(("PYTHON", "READTHEDOCS", "GIT_")) or name == "BASE"]:
        del environ[name]
    environ["BOOK_VERSION"] = version.name
    environ["BOOK_URL"] = base + version.name + "/" if base else ""
    # If there is no other uv, that of this book builds all versions.
    environ["PATH"] = os.pathsep.join([environ.get("PATH", os.defpath), str(root / "build" / "uv" / "bin")])
    folder = root / "build" / "worktrees" / version.name
    repository.checkout(folder, version.commit)
    log = log_of(root, version)
    if log.exists():
        log.unlink()
    return Command(("make", "--no-print-directory", "html"), folder, environ, log)


def keep(root: Path, version: BookVersion, base: str, folder: Path) -> None:
    """Replace the last result of ``version`` by what was built in ``folder``.

    A site without a list of its pages gets one. Raises :class:`BookError` if the site has no first page.
    """
    made = folder / "build" / "html"
    if not (made / "index.html").is_file():
        raise BookError(
            "version {} was built, but there is no site".format(version.name),
            expected="its `make html` makes build/html/index.html",
            fix=_RENAME,
        )
    write_pages(made, read_pages(made))
    (made / _STAMP).write_text(_made_from(version, base), encoding="utf-8")
    place = results_folder(root) / version.name
    aside = place.with_name(_ASIDE + version.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        os.rename(str(place), str(aside))
    os.rename(str(made), str(place))
    shutil.rmtree(str(aside), ignore_errors=True)


def tidy(repository: Repository) -> None:
    """Remove what an interrupted run left, and restore a result that it had moved aside and not replaced."""
    root = repository.root
    shutil.rmtree(str(root / "build" / "worktrees"), ignore_errors=True)
    repository.forget_checkouts()
    for aside in results_folder(root).glob(_ASIDE + "*"):
        place = aside.with_name(aside.name[len(_ASIDE) :])
        if place.exists():
            shutil.rmtree(str(aside))
        else:
            os.rename(str(aside), str(place))


def remove_gone(root: Path, versions: Iterable[BookVersion]) -> List[str]:
    """Remove the results of all but ``versions``, and return their names."""
    known = {version.name for version in versions}
    gone = [folder for folder in results_folder(root).glob("*") if folder.is_dir() and folder.name not in known]
    for folder in gone:
        shutil.rmtree(str(folder))
    return sorted(folder.name for folder in gone)


def failure(root: Path, version: BookVersion, ended: Ended) -> BookError:
    """Return the error for ``version``, whose build failed."""
    again = "git worktree add --detach build/{0} {1} && make -C build/{0} html".format(
        version.name, version.commit[:12]
    )
    later = "a tag cannot be changed: release a version that builds, and give this one a name that is not vX.Y.Z"
    log = log_of(root, version)
    return BookError(
        "version {} does not build ({})".format(version.name, ended.outcome),
        path=log,
        found="\n".join(tail(log)[-12:]) or None,
        fix=again if version.number is None else again + "\n" + later,
    )


def _stamp(root: Path, version: BookVersion) -> str:
    path = results_folder(root) / version.name / _STAMP
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _made_from(version: BookVersion, base: str) -> str:
    return "commit {}\nserved below {}\n".format(version.commit, base or "any address")
