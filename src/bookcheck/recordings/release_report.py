"""Where a newer release differs from what is recorded: a report in Markdown, for the people who keep the book.

Each Python writes its part into ``build/differences/TAG.md``; ``build/differences.md`` is made of the parts.
"""

import os
import re
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from bookcheck.errors import COMMAND, BookError, counted
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Runner
from bookcheck.pythons.python import KEPT_AS_RECORDED, Python
from bookcheck.pythons.running import running_release
from bookcheck.recordings.comparison import Difference, check_program
from bookcheck.recordings.project import Project

LINES = 60
"""The most lines that are shown of one difference."""

_TITLE = "# Where the newest releases part from the recordings"
_ABOUT = (
    "Each program of the book was run on the newest release of each Python that was available,\n"
    "and what it did was compared with what is recorded."
)
_LOST = "- **Python {1} could not be asked**: `{0} differences --python {1}` says why."
_FIX = """\
For each of these programs one of three is right:

- the two releases differ, and a reader of either should see what theirs does: `make record V={exact} E="{names}"`
  records the new one by its exact release, beside the other;
- the new release is the one to show from now on: write it into `{list}`{also}, then `make record V="{tags}"`;
- the program shows what nobody promised: correct it, or declare `# book: normalize`, then `make record E=NAME`.
"""


def report_path(project: Project, tag: str = "") -> Path:
    """Return where the report goes, or the part of the Python ``tag``."""
    return project.build / "differences" / (tag + ".md") if tag else project.build / "differences.md"


def find_differences(project: Project, programs: Sequence[Example], runner: Runner) -> Tuple[int, str]:
    """Run ``programs`` on the running Python; return how many do not do what is recorded, and the part that says so."""
    python, release = runner.python, running_release()
    differing: Dict[str, List[str]] = {}
    ran = [program for program in programs if program.declaration.unmet(python) is None]
    for program in ran:
        try:
            check_program(project, program, runner)
        except Difference as error:
            where = project.relative(project.recording_path(program.name)).as_posix()
            differing[program.name] = ["In `{}`:".format(where), "", *_fenced_start("diff", error.text)]
        except BookError as error:
            words = str(error).replace(str(project.root) + os.sep, "")
            differing[program.name] = ["It could not be compared:", "", *_fenced_start("text", words)]
    title = "Python {}".format(release + python.variant)
    if not differing:
        return 0, "{}: {}, and nothing differs from what is recorded.\n".format(title, counted(len(ran), "program"))
    differ = "differs" if len(differing) == 1 else "differ"
    of_all = counted(len(ran), "program")
    lines = ["## {}: {} of {} {} from what is recorded".format(title, len(differing), of_all, differ), ""]
    for name, body in differing.items():
        lines += ["### `{}`".format(name), "", *body, ""]
    return len(differing), "\n".join([*lines, _fix(project, python, release, list(differing))])


def whole_report(project: Project, pythons: Sequence[Python], left_out: Sequence[Python]) -> str:
    """Return the report made of the parts of ``pythons``; one without a part was not available, or did not finish.

    Those of ``left_out`` were not asked.
    """
    paths = {python.tag: report_path(project, python.tag) for python in pythons}
    texts = {tag: path.read_text(encoding="utf-8") for tag, path in paths.items() if path.is_file()}
    lines = [_TITLE, "", _ABOUT, ""]
    lines += [_LOST.format(COMMAND, tag) for tag in paths if tag not in texts]
    lines += ["- " + text.strip() for text in texts.values() if not text.startswith("## ")]
    lines += ["- Python {} was not asked: it is {}.".format(python.tag, KEPT_AS_RECORDED) for python in left_out]
    return "\n".join([*lines, "", *(text for text in texts.values() if text.startswith("## "))])


def _fenced_start(language: str, text: str) -> List[str]:
    lines = text.split("\n")
    more = len(lines) - LINES
    return fence(language, lines if more <= 0 else [*lines[:LINES], "… and {} lines more".format(more)])


def fence(language: str, lines: Sequence[str]) -> List[str]:
    """Return ``lines`` in a fence that none of them can end."""
    marks = code_marks(lines).rjust(3, "`")
    return [marks + language, *lines, marks]


def code_marks(lines: Sequence[str]) -> str:
    """Return the backquotes to put around ``lines``: one more than are next to each other in any of them."""
    return "`" * (1 + max((len(run) for line in lines for run in re.findall("`+", line)), default=0))


def _fix(project: Project, python: Python, release: str, names: Sequence[str]) -> str:
    family = [other for other in project.pythons if other.base == python.base]
    also = " (all of {})".format(", ".join(other.tag for other in family)) if len(family) > 1 else ""
    return _FIX.format(
        list=project.list.name,
        exact=release + python.variant,
        names=" ".join(names),
        also=also,
        tags=" ".join(other.tag for other in family),
    )
