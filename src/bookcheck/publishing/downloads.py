"""Where a reader of the site finds the files of its release that are no part of it, such as the PDF."""

import re
from typing import Mapping

_REPOSITORY = re.compile(r"(?:https://|ssh://git@|git@)github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?")


def download_address(environ: Mapping[str, str], name: str, version: str) -> str:
    """Return the address of the file ``name`` of the release ``version``, empty where nobody knows one.

    ``BOOK_DOWNLOADS`` says the folder that it is in. Else Read the Docs says of which repository it builds a tag,
    and the file is an asset of that tag's release; what it builds from a branch is no release and has no files.

    >>> download_address({"BOOK_DOWNLOADS": "https://example.org/files"}, "book.pdf", "1.0.0")
    'https://example.org/files/book.pdf'
    """
    folder = environ.get("BOOK_DOWNLOADS", "")
    if folder:
        return "{}/{}".format(folder.rstrip("/"), name)
    repository = _REPOSITORY.fullmatch(environ.get("READTHEDOCS_GIT_CLONE_URL", ""))
    if repository is None or environ.get("READTHEDOCS_VERSION_TYPE") != "tag":
        return ""
    return "https://github.com/{}/releases/download/v{}/{}".format(repository[1], version, name)
