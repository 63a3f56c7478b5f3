#!/usr/bin/env python3
"""Keeps one issue about what a scheduled workflow found.

    .github/report.py open TITLE FILE    opens an issue with what FILE holds, or updates the open one of that title
    .github/report.py close TITLE        closes it, if there is one

It needs GitHub's ``gh`` and the variables of a workflow's run; see links.yml.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import List, Sequence

LONGEST = 60_000  # GitHub takes 65,536 characters


def gh(*arguments: str) -> str:
    """Return what ``gh issue`` prints; end with its exit status if it fails."""
    command = ["gh", "issue", *arguments, "--repo", os.environ["GITHUB_REPOSITORY"]]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def open_issues(title: str) -> List[str]:
    """Return the numbers of the open issues of exactly this title."""
    listed = json.loads(gh("list", "--state", "open", "--limit", "1000", "--json", "number,title"))
    return [str(issue["number"]) for issue in listed if issue["title"] == title]


def body(report: str) -> str:
    """Return the text of the issue: the report, cut if need be, and the run that wrote it."""
    run = "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}".format_map(os.environ)
    cut = "\n\n… and more: see the run." if len(report) > LONGEST else ""
    return "{}{}\n\nWritten by {}, which closes this issue when it finds nothing.\n".format(
        report[:LONGEST].rstrip(), cut, run
    )


def main(arguments: Sequence[str]) -> None:
    """Do what ``arguments`` say; end with a message if they say nothing, or if there is nothing to report."""
    if len(arguments) == 3 and arguments[0] == "open":
        _, title, name = arguments
        report = Path(name).read_text(encoding="utf-8") if Path(name).is_file() else ""
        if not report.strip():
            sys.exit("{}: no report; the run failed before it could write one".format(name))
        with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as summary:
            summary.write(report)
        text = Path(name + ".issue")
        text.write_text(body(report), encoding="utf-8")
        numbers = open_issues(title)
        if numbers:
            gh("edit", numbers[0], "--body-file", str(text))
        else:
            gh("create", "--title", title, "--body-file", str(text))
    elif len(arguments) == 2 and arguments[0] == "close":
        for number in open_issues(arguments[1]):
            gh("close", number, "--comment", "Nothing is found any more.")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
