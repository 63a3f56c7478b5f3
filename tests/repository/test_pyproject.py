"""The metadata agrees with pythons.txt, with the lock file and with itself."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from bookcheck.pythons.classifiers import with_pythons
from bookcheck.pythons.environments import TOOLS
from bookcheck.pythons.python import Python
from bookcheck.pythons.uv import find_uv
from bookcheck.settings import read_settings

PREFIX = "Programming Language :: Python :: "


def test_the_classifiers_are_the_versions_of_the_list_of_pythons(
    pyproject: dict[str, Any], pythons: tuple[Python, ...]
) -> None:
    named = [classifier.removeprefix(PREFIX) for classifier in pyproject["project"]["classifiers"]]
    assert [name for name in named if re.fullmatch(r"3\.\d+", name)] == list(
        dict.fromkeys(p.base for p in pythons if not p.kept)
    )
    assert ("Free Threading" in named) == any(python.free_threaded and not python.kept for python in pythons)


def test_record_would_write_the_metadata_as_they_are(root: Path, pythons: tuple[Python, ...]) -> None:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    assert with_pythons(text, pythons) == text, "fix:  make record E=builds"


def test_the_oldest_python_of_the_list_that_is_run_is_the_oldest_allowed(
    pyproject: dict[str, Any], pythons: tuple[Python, ...]
) -> None:
    assert pyproject["project"]["requires-python"] == ">=" + next(p.base for p in pythons if not p.kept)


def test_the_site_is_built_on_a_python_of_the_list_that_its_packages_allow(
    root: Path, pyproject: dict[str, Any], pythons: tuple[Python, ...]
) -> None:
    assert read_settings(root).site_python in [python.tag for python in pythons]
    groups = pyproject["tool"]["uv"]["dependency-groups"]
    site = tuple(map(int, read_settings(root).site_python.split(".")))
    for name in {name for names in TOOLS.values() for name in names} - {"test"}:
        lowest = groups[name]["requires-python"].removeprefix(">=")
        assert tuple(map(int, lowest.split("."))) <= site, name


def test_each_environment_holds_groups_that_exist(pyproject: dict[str, Any]) -> None:
    used = {name for names in TOOLS.values() for name in names}
    assert used == set(pyproject["dependency-groups"])


def test_nothing_is_installed_that_nobody_asked_for(pyproject: dict[str, Any]) -> None:
    assert pyproject["project"]["dependencies"] == []
    assert pyproject["tool"]["uv"]["default-groups"] == []


NOT_OURS = ("CHANGELOG", "tests/", "src/bookcheck/programs/hide_version.py")
"""The changelog has every version, the tests make books with versions of their own, and a compiler is made up."""


def places_of(version: str, text: str) -> int:
    """How often ``version`` stands in ``text``, but for what a docstring types at Python's prompt."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(">>> ")]
    return len(re.findall(r"(?<![\w.])" + re.escape(version) + r"(?![\w.])", "\n".join(lines)))


def test_the_version_stands_in_one_place(root: Path, pyproject: dict[str, Any], tracked: list[Path]) -> None:
    version = pyproject["project"]["version"]
    found = []
    for path in tracked:
        name = path.relative_to(root).as_posix()
        if path.suffix in (".py", ".toml", ".md", ".yaml", ".yml", "") and not name.startswith(NOT_OURS):
            found += [name] * places_of(version, path.read_text(encoding="utf-8"))
    assert found == ["pyproject.toml"]


def test_a_version_is_found_wherever_it_stands() -> None:
    assert places_of("1.2.3", 'version = "1.2.3"\nsee 1.2.3, or (1.2.3)\n') == 3
    assert places_of("1.2.3", "v1.2.3 11.2.3 1.2.34 1.2.3.4\n    >>> name('1.2.3')\n") == 0


def test_the_lock_file_agrees_with_the_metadata(root: Path, pyproject: dict[str, Any]) -> None:
    done = subprocess.run([find_uv(root), "lock", "--check", "--offline"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + "fix:  uv lock"
    locked = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))["package"]
    (own,) = [package for package in locked if package["name"] == pyproject["project"]["name"]]
    assert own["version"] == pyproject["project"]["version"], "fix:  uv lock"


def test_every_package_comes_from_the_public_index(root: Path) -> None:
    for package in tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))["package"]:
        assert package["source"] in ({"editable": "."}, {"registry": "https://pypi" + ".org/simple"})
