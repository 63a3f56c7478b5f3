"""``make live``: the site, rebuilt and reloaded while an author writes.

sphinx-autobuild starts a Python for each build, which imports for longer than it builds. Here each build is a fork of
one that has imported everything. It shows the edited page first; what checks the whole book says what it finds after.
Sphinx keeps the pages that it knows to be as they were, so a title that changed stays in the contents of other pages,
and so do the tables of the whole book; ``make html`` keeps nothing.
"""

import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import sphinx_autobuild.__main__ as autobuild
from sphinx.application import builtin_extensions
from sphinx.cmd.build import main as sphinx_build
from sphinx.config import Config
from sphinx.util.tags import Tags
from sphinx_autobuild.build import Builder

CODE = ("conf", "src/bookcheck")
"""What is imported: a build after a change in it starts a Python of its own."""

OUT, DOCTREES = "build/live", "build/doctrees-live"
WATCHED = ("conf", "diagrams", "recordings", "src")
IGNORED = ("*/apidocs/*", "*/what-changed/*", "*/__pycache__/*")


def state_of_code() -> dict[Path, int]:
    """Return when each module that a build imports was changed, in nanoseconds."""
    return {path: path.stat().st_mtime_ns for folder in CODE for path in Path(folder).rglob("*.py")}


class ForkedBuilder(Builder):  # type: ignore[misc]  # sphinx-autobuild has no types
    """Builds in this process, which is a fork for this one build."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.code = state_of_code()

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build what has changed, then check the book without waiting for it."""
        if self.code == state_of_code():
            status = sphinx_build(self.sphinx_args)
        else:
            status = subprocess.run([sys.executable, "-m", "sphinx", *self.sphinx_args], check=False).returncode
        print(f"{self.uri} {'shows it' if status == 0 else 'shows the last build'}", flush=True)
        subprocess.Popen([sys.executable, "-m", "bookcheck", "check", "--no-run"])


def import_all() -> None:
    """Import what a build imports."""
    for name in (*builtin_extensions, *Config.read(Path("conf").resolve(), overrides={}, tags=Tags()).extensions):
        import_module(name)


def main() -> None:
    """Build the site from nothing, then again after each change until interrupted."""
    for folder in (OUT, DOCTREES):  # a build that was interrupted left pages that Sphinx would take for whole
        shutil.rmtree(folder, ignore_errors=True)
    multiprocessing.set_start_method("fork")
    autobuild.Builder = ForkedBuilder
    import_all()
    options = [option for path in WATCHED if Path(path).is_dir() for option in ("--watch", path)]
    options += [option for path in IGNORED for option in ("--ignore", path)]
    build = ["-q", "-c", "conf", "-n", "-D", "book_live=1", "-d", DOCTREES, "docs", OUT]
    autobuild.main([*build, *options, *sys.argv[1:]])


if __name__ == "__main__":
    main()
