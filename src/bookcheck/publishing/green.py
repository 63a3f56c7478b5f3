"""``python -m bookcheck.publishing.green``: on Read the Docs, end the build of a commit whose gates did not pass.

GitHub is asked for the check :data:`CHECK` of the commit that is being built. Unless it passed, the command exits with
:data:`SKIP`, with which Read the Docs cancels a build and keeps what it published before. A preview of a pull request
is not asked about: it is on an address of its own, and is how its author sees the pages before the gates end.

Sources: "Cancel build based on a condition" in Read the Docs' build customization; "List check runs for a Git
reference" in GitHub's REST API.
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Mapping

from bookcheck.publishing.downloads import github_name

CHECK = "Gates / All gates"
"""The name of the check: a job of the workflows *Publish* and *Release*, which call *CI*."""
SKIP = 183
API = "https://api.github.com"


def why_not(environ: Mapping[str, str]) -> str:
    """Return why the commit that Read the Docs builds is not to be published, or nothing if it is.

    ``environ`` holds the variables of Read the Docs; ``BOOK_CHECKS`` may name another server than GitHub's.
    """
    if environ.get("READTHEDOCS_VERSION_TYPE") == "external":
        return ""
    repository = github_name(environ.get("READTHEDOCS_GIT_CLONE_URL", ""))
    commit = environ.get("READTHEDOCS_GIT_COMMIT_HASH", "")
    if not repository or not commit:
        return "no repository on GitHub, or no commit, to ask about"
    query = urllib.parse.urlencode({"check_name": CHECK, "filter": "latest"})
    server = environ.get("BOOK_CHECKS", API)
    address = "{}/repos/{}/commits/{}/check-runs?{}".format(server, repository, commit, query)
    request = urllib.request.Request(address, headers={"Accept": "application/vnd.github+json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            runs: Any = json.load(answer)["check_runs"]
        ends = [run["conclusion"] for run in runs if run["name"] == CHECK and run["app"]["slug"] == "github-actions"]
    except urllib.error.HTTPError as error:
        error.close()
        return "GitHub does not say whether the gates passed: {}".format(error)
    except (OSError, ValueError, KeyError, TypeError) as error:  # no answer, or one of another form
        return "GitHub does not say whether the gates passed: {!r}".format(error)
    if not ends:
        return "the check {!r} has not run".format(CHECK)
    return "" if set(ends) == {"success"} else "the check {!r} says {}".format(CHECK, ", ".join(map(str, ends)))


def main() -> int:
    """Return the exit status: 0 to go on, :data:`SKIP` to cancel the build."""
    reason = why_not(os.environ)
    if reason:
        print("This commit is not published: {}.".format(reason), file=sys.stderr)
        print("  fix:      wait until the workflow Publish has passed; it starts this build again", file=sys.stderr)
    return SKIP if reason else 0


if __name__ == "__main__":
    sys.exit(main())
