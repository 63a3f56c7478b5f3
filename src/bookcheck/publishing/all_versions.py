"""All versions of the book side by side: ``make versions``, or ``python -m bookcheck.publishing.all_versions``."""

import argparse
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Dict, Optional, Sequence
from urllib.parse import urlsplit

from bookcheck.errors import COMMAND, BookError
from bookcheck.publishing.book_versions import MAIN, BookVersion, choose, find_versions, with_kinds
from bookcheck.publishing.catalogue import publish, stable_of
from bookcheck.publishing.repository import Repository
from bookcheck.publishing.version_build import (
    built_commit,
    check_out,
    failure,
    is_fresh,
    keep,
    remove_gone,
    results_folder,
    tidy,
)
from bookcheck.pythons.processes import Command, Ended, run_all, stopped_by_signals
from bookcheck.pythons.results import PASSED
from bookcheck.recordings.project import Project


def make_versions(root: Path, names: Sequence[str], base: str) -> int:
    """Build the versions that ``names`` name, all if it is empty, if they changed; return the exit status.

    ``base`` is the address that they will be served below, or "". A version that fails is reported, and the others are
    built. Raises :class:`BookError` for what keeps all of them from being built, and :class:`KeyboardInterrupt`.
    """
    repository = Repository(root)
    versions = find_versions(repository)
    wanted = choose(versions, names)
    if any(version.name == MAIN for version in wanted):
        repository.check_clean("\nor name the tags to build: make versions V=v1.0.0")
    tidy(repository)
    stale = [version for version in wanted if not is_fresh(root, version, base)]
    try:
        errors = _build(repository, stale, base)
    finally:
        tidy(repository)
    for gone in remove_gone(root, versions):
        print("{:<12} is not a version any more: removed".format(gone))
    for error in errors.values():
        print(str(error).replace(str(root) + os.sep, ""))
    _sum_up(root, versions, wanted, stale, errors, base)
    return 1 if errors else 0


def _build(repository: Repository, versions: Sequence[BookVersion], base: str) -> Dict[str, BookError]:
    """Build ``versions`` and return what is wrong with those that failed, by name."""
    root = repository.root
    errors: Dict[str, BookError] = {}
    known = {version.name: version for version in versions}
    commands: Dict[str, Command] = {}

    def end(name: str, ended: Ended) -> None:
        try:
            if ended.outcome != PASSED:
                raise failure(root, known[name], ended)
            keep(root, known[name], base, commands[name].folder)
        except BookError as error:
            errors[name] = error
        shutil.rmtree(str(commands[name].folder))

    with stopped_by_signals():
        for version in versions:
            try:
                commands[version.name] = check_out(repository, version, base)
            except BookError as error:
                errors[version.name] = error
        run_all(commands, os.cpu_count() or 1, end)
    return errors


def _sum_up(
    root: Path,
    versions: Sequence[BookVersion],
    wanted: Sequence[BookVersion],
    stale: Sequence[BookVersion],
    errors: Dict[str, BookError],
    base: str,
) -> None:
    """Publish the results that exist, and print what became of each version."""
    commits = {version: built_commit(root, version) for version in versions}
    present = with_kinds([replace(version, commit=commit) for version, commit in commits.items() if commit])
    if present:
        publish(results_folder(root), present, base)
    listed = {version.name: version for version in present}
    for version in versions:
        if version.name not in listed:
            outcome = "failed, and is left out" if version.name in errors else "was not asked for, and is left out"
        elif version.name in errors:
            outcome = "failed; its result of {} stays".format(listed[version.name].commit[:12])
        elif version in stale:
            outcome = "built from " + version.commit[:12]
        else:
            outcome = "unchanged" if version in wanted else "was not asked for; its result stays"
        print("{:<12} {}".format(version.name, outcome))
    if present:
        place = results_folder(root)
        print("The versions are in {}; index.html leads to {}.".format(place, stable_of(present).name))
        print("To look at them: python3 -m http.server -d {}".format(place))


def _address(base: str) -> str:
    """Return ``base`` with a slash at its end; raise :class:`BookError` if it is not an address."""
    parts = urlsplit(base)
    if base and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise BookError(
            "the base is not an address to serve from",
            expected="https://HOST/PATH/",
            found=base,
            fix="correct BASE, or leave it out",
        )
    return base.rstrip("/") + "/" if base else ""


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Build the versions of the book around the current folder; return the exit status."""
    parser = argparse.ArgumentParser(prog=COMMAND + ".publishing.all_versions", description=__doc__)
    parser.add_argument("name", nargs="*", help="release tags, and main; all of them if none is named")
    parser.add_argument("--base", default="", metavar="URL", help="where they will be served, for canonical links")
    options = parser.parse_args(arguments)
    try:
        root = Project.around(Path.cwd()).root
        return make_versions(root, options.name, _address(options.base))
    except BookError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; the earlier results stay as they were", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
