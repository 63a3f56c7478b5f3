"""Writes files whole or not at all, and lets one process at a time change those of a folder."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Iterator

from bookcheck import platforms
from bookcheck.errors import BookError


def unwritable(path: Path, error: OSError) -> BookError:
    """Return the error for the file at ``path`` that the system does not allow to be written."""
    return BookError(
        "the file cannot be written; it stays as it was",
        path=path,
        found="{}: {}".format(type(error).__name__, error.strerror),
        fix="make room or give permission, then do the same again",
    )


def can_write(folder: Path) -> bool:
    """Return whether files can be made in ``folder``, which need not exist yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(str(folder), os.W_OK)


def check_writable(build: Path) -> None:
    """Raise :class:`BookError` if nothing can be written into the folder ``build`` of a clone."""
    if not can_write(build):
        raise BookError(
            "this clone cannot be written, and every command writes into its folder build",
            path=build,
            fix="chmod -R u+w {0}\nor work in a copy: cp -r {0} ~/book && chmod -R u+w ~/book".format(build.parent),
        )


def write_whole(path: Path, text: str) -> bool:
    """Replace ``path`` by ``text`` as :func:`write_bytes_whole` does, and return whether that changed it."""
    return write_bytes_whole(path, text.encode("utf-8"))


def write_bytes_whole(path: Path, data: bytes) -> bool:
    """Replace ``path`` by ``data`` in one step, and return whether that changed it.

    If that fails, because the disk is full for example, the file stays as it was. Raises :class:`BookError` with the
    fix.
    """
    if path.exists() and path.read_bytes() == data:
        return False
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=str(path.parent), prefix=".", suffix=".new")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, str(path))
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
    return True


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the one lock of ``folder``, so that two commands at once do not lose each other's changes."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = open(str(folder / ".lock"), "a+")  # noqa: SIM115 (the next statement closes it)
    except OSError as error:
        raise unwritable(folder, error) from None
    with stream:
        platforms.lock(stream)
        yield
