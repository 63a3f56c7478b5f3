"""What the tests of the files around the book share."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bookcheck.pythons.python import Python, load_pythons


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def pythons(root: Path) -> tuple[Python, ...]:
    """The Pythons of the matrix."""
    return load_pythons(root / "pythons.txt")


@pytest.fixture(scope="session")
def pyproject(root: Path) -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def workflows(root: Path) -> dict[str, dict[str, Any]]:
    """What each workflow says, by the name of its file. YAML reads their key ``on`` as true."""
    paths = sorted((root / ".github/workflows").iterdir())
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}


@pytest.fixture(scope="session")
def workflow(workflows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the workflow of each change says."""
    return workflows["ci"]


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[Path]:
    """Every file that git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True).stdout
    return [root / name for name in sorted(set(listed.split("\0"))) if name and (root / name).is_file()]
