"""Laws in the prose: ``{law}`package.law```, behind a sentence that says what the law says."""

from pathlib import Path
from typing import Iterator, Optional

from bookcheck.errors import COMMAND, BookError, near
from bookcheck.pages.claims import find_roles
from bookcheck.pages.page import Role
from bookcheck.recordings.project import Project

LAW_ROLE = "law"


def find_law_roles(text: str) -> Iterator[Role]:
    """Yield the roles in the page ``text`` that name a law, without reading its Markdown."""
    return find_roles(text, (LAW_ROLE,))


def check_law_role(project: Project, text: str, path: Path, line: int) -> Optional[BookError]:
    """Return the error for a role at ``path`` and ``line`` whose ``text`` is not the name of a law, or None."""
    name = text.strip()
    if name in project.laws:
        return None
    return BookError(
        "there is no law {!r}{}".format(name, near(name, project.laws)),
        path=path,
        line=line,
        expected="{law}`package.law`, the name of a function in the laws.py of a package",
        fix="correct it; to list the laws: {} laws".format(COMMAND),
    )
