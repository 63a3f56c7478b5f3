"""The result of each job, and the one table of all results."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import List, Optional, Sequence, Tuple
from xml.etree import ElementTree

from bookcheck.files import write_whole
from bookcheck.pythons.processes import Ended
from bookcheck.pythons.python import KEPT_AS_RECORDED

PASSED = "passed"
KEPT_OUT = "{}, not run".format(KEPT_AS_RECORDED)
"""The outcome for a Python that is kept as recorded and was not named."""


@dataclass(frozen=True)
class Result:
    """How a job ended: its ``outcome`` is ``passed`` or says what went wrong; ``wall`` and ``cpu`` are seconds.

    ``release`` is what the table shows for its Python; the counts are of tests, or of commands that report none.
    """

    name: str
    release: str
    outcome: str = PASSED
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    wall: float = 0.0
    cpu: float = 0.0

    @property
    def good(self) -> bool:
        """Whether nothing failed and nothing is missing."""
        return self.outcome in (PASSED, KEPT_OUT)

    def after(self, ended: Ended, report: Optional[Path] = None) -> "Result":
        """Return this result with that of one more command, which left its JUnit ``report``, or counts as one test.

        A command that failed counts a failure, whatever its report says; so does one whose report is missing.
        """
        good = ended.outcome == PASSED
        passed, failed, skipped = int(good), int(not good), 0
        if report is not None:
            try:
                passed, failed, skipped = read_report(report)
            except ValueError:
                passed, failed, skipped = 0, 1, 0
            failed = failed or int(not good)
        return replace(
            self,
            outcome=ended.outcome if not good or not failed else "failed",
            passed=self.passed + passed,
            failed=self.failed + failed,
            skipped=self.skipped + skipped,
            wall=round(self.wall + ended.wall, 2),
            cpu=round(self.cpu + ended.cpu, 2),
        )


def missing(name: str) -> Result:
    """Return the result of a job whose Python is not on this machine, or whose environment could not be made."""
    return Result(name, "–", "missing", failed=1)


def read_report(path: Path) -> Tuple[int, int, int]:
    """Return how many tests of a JUnit report passed, failed and were skipped; a test that erred counts as failed.

    Raises :class:`ValueError` if the file is not there or is not a whole report.
    """
    try:
        suites = list(ElementTree.parse(str(path)).getroot().iter("testsuite"))
        tests, failures, errors, skipped = (
            sum(int(suite.get(key, "0")) for suite in suites) for key in ("tests", "failures", "errors", "skipped")
        )
    except (OSError, ElementTree.ParseError) as error:
        raise ValueError("no whole report: {}".format(error)) from None
    return tests - failures - errors - skipped, failures + errors, skipped


def save(result: Result, logs: Path) -> None:
    """Write ``result`` to ``LOGS/NAME.json``."""
    write_whole(logs / (result.name + ".json"), json.dumps(asdict(result), indent=2) + "\n")


def load(name: str, logs: Path) -> Optional[Result]:
    """Return the result that :func:`save` wrote for the job ``name``, None if there is none that can be read."""
    try:
        return Result(**json.loads((logs / (name + ".json")).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def table(results: Sequence[Result]) -> str:
    """Return a table of ``results`` that ends with the line ``N passed, N failed``."""
    rows: List[Tuple[str, ...]] = [("job", "Python", "passed", "failed", "skipped", "wall", "CPU", "result")]
    for result in results:
        times = ["{:.1f} s".format(seconds) if seconds else "" for seconds in (result.wall, result.cpu)]
        numbers = [str(count) for count in (result.passed, result.failed, result.skipped)]
        rows.append((result.name, result.release, *numbers, *times, result.outcome))
    widths = [max(map(len, column)) for column in zip(*rows)]
    aligned = "{:<{}}  {:<{}}  {:>{}}  {:>{}}  {:>{}}  {:>{}}  {:>{}}  {:<{}}"
    lines = [aligned.format(*(part for pair in zip(row, widths) for part in pair)).rstrip() for row in rows]
    passed, failed = sum(result.passed for result in results), sum(result.failed for result in results)
    return "\n".join([*lines, "", "{} passed, {} failed".format(passed, failed)])


def tail(log: Path) -> List[str]:
    """Return the last 200 lines of a log, whatever bytes are in it, [] if there is no log."""
    return log.read_text(encoding="utf-8", errors="replace").splitlines()[-200:] if log.exists() else []
