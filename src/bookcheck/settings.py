"""The settings of one book: the table ``[tool.bookcheck]`` of its ``pyproject.toml``.

Every Python reads them, and the library that reads TOML is new in 3.11. So the table is a flat one: each of its lines
is empty, a comment, or ``key = "text"`` with a text in which nothing is escaped. The rest of the file is ignored.
"""

import re
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Dict, Iterator, Tuple

from bookcheck.errors import BookError, near

FILE = "pyproject.toml"
TABLE = "[tool.bookcheck]"

_HEADER = re.compile(r"\[\[?\s*(?P<name>[^\]]*?)\s*\]\]?\s*(?:#.*)?")
_SETTING = re.compile(r'(?P<key>[\w-]+)\s*=\s*"(?P<text>[^"\\\x00-\x1f\x7f]+)"\s*(?:#.*)?')


@dataclass(frozen=True)
class Settings:
    """What differs from book to book. Paths are from the folder of the book, with slashes.

    ``title`` is what the book is called; every file that it is published as is named after it. ``examples`` is the
    package of the programs, ``docs`` the folder of the pages, ``recordings`` and ``diagrams`` those of what is kept of
    them, ``pythons`` the list of Pythons. ``site_python`` is the tag of the Python that builds the site.
    ``code_license`` is the license of a copied program in a word, ``license_line`` what the archive says of all
    licenses. ``inventories`` is the folder of the inventories of other projects, to whose names pages refer; a
    book need not have one.
    """

    title: str
    examples: str
    docs: str
    recordings: str
    diagrams: str
    pythons: str
    site_python: str
    code_license: str
    license_line: str
    inventories: str = ""

    @property
    def package(self) -> str:
        """The name of the package of the programs."""
        return self.examples.rpartition("/")[2]


KEYS = tuple(field.name.replace("_", "-") for field in fields(Settings))
_NEEDED = tuple(field.name.replace("_", "-") for field in fields(Settings) if field.default is MISSING)


def read_settings(root: Path) -> Settings:
    """Return the settings of the book whose folder is ``root``; raise :class:`BookError` as :func:`parse_settings`."""
    path = root / FILE
    try:
        return parse_settings(path.read_bytes().decode("utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        fix = "save it as UTF-8, or: git checkout " + FILE
        raise BookError("the settings of the book cannot be read", path=path, found=str(error), fix=fix) from None


def has_settings(root: Path) -> bool:
    """Return whether ``root`` is the folder of a book, which has a table of settings, correct or not."""
    path = root / FILE
    return path.is_file() and any(True for _ in table_lines(path.read_text(encoding="utf-8", errors="replace")))


def parse_settings(text: str, path: Path) -> Settings:
    """Return the settings in ``text``, the ``pyproject.toml`` at ``path``.

    Raises :class:`BookError` with the line for one that cannot be parsed, is unknown, or is there twice, and for one
    that is missing.
    """
    settings: Dict[str, str] = {}
    last = 0
    for last, line in table_lines(text):
        problem = ""
        match = _SETTING.fullmatch(line)
        key = match["key"] if match else line.partition("=")[0].strip()
        if line == TABLE:
            problem = "" if not settings else "the table of settings begins twice"
        elif line.startswith("["):
            problem = "the settings of a book are one flat table"
        elif key not in KEYS:
            problem = "unknown setting {!r}{}".format(key, near(key, KEYS))
        elif match is None:
            problem = "the setting {!r} cannot be parsed".format(key)
        elif key in settings:
            problem = "the setting {!r} is there twice".format(key)
        else:
            settings[key] = match["text"]
        if problem:
            raise BookError(
                problem,
                path=path,
                line=last,
                expected='site-python = "3.14", with one of the keys ' + ", ".join(KEYS),
                found=line,
                fix="edit {}, line {}".format(FILE, last),
            )
    missing = [key for key in _NEEDED if key not in settings]
    if missing:
        raise BookError(
            "the book does not set {}".format(", ".join(missing)) if last else "the book has no settings",
            path=path,
            line=last or None,
            expected="{} with {}".format(TABLE, ", ".join('{} = "…"'.format(key) for key in missing)),
            fix="add the lines to {}; CONTRIBUTING.md, “Settings”, says what each means".format(FILE),
        )
    return Settings(**{key.replace("-", "_"): value for key, value in settings.items()})


def table_lines(text: str) -> Iterator[Tuple[int, str]]:
    """Yield each line of the table of settings, and of a table in it, by its number; no empty line and no comment."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        header = _HEADER.fullmatch(line)
        if header:
            parts = [part.strip() for part in header["name"].split(".")]
            inside = parts[:2] == ["tool", "bookcheck"]
            line = TABLE if len(parts) == 2 and not line.startswith("[[") else line
        if inside and line and not line.startswith("#"):
            yield number, line


def table_alone(text: str) -> str:
    """Return the table of settings of a ``pyproject.toml`` without the rest of it, as it is published with the book."""
    return "".join(line + "\n" for _, line in table_lines(text))
