"""The addresses of the files of a release that are not part of the site, such as the PDF."""

import re
from typing import Mapping

_REPOSITORY = re.compile(r"(?:https://|ssh://git@|git@)github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?")


def github_name(address: str) -> str:
    """Return the owner and the name of the repository that is cloned from ``address``; nothing if not on GitHub.

    >>> github_name("git@github.com:someone/book.git")
    'someone/book'
    """
    match = _REPOSITORY.fullmatch(address)
    return match[1] if match else ""


def download_address(environ: Mapping[str, str], name: str, version: str) -> str:
    """Return the address of the file ``name`` of the release ``version``, empty if it is not known.

    The variable ``BOOK_DOWNLOADS`` of ``environ`` names the folder that holds it. Without it, variables of Read the
    Docs name the repository and its tag, and the file is an asset of that tag's release. A build of a branch is not a
    release and has no files.

    >>> download_address({"BOOK_DOWNLOADS": "https://example.org/files"}, "book.pdf", "1.0.0")
    'https://example.org/files/book.pdf'
    """
    folder = environ.get("BOOK_DOWNLOADS", "")
    if folder:
        return "{}/{}".format(folder.rstrip("/"), name)
    repository = github_name(environ.get("READTHEDOCS_GIT_CLONE_URL", ""))
    if not repository or environ.get("READTHEDOCS_VERSION_TYPE") != "tag":
        return ""
    return "https://github.com/{}/releases/download/v{}/{}".format(repository, version, name)
