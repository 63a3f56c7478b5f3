"""The project as its last commit has it: what is published is made from that and from nothing else."""

import io
import re
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Mapping, Sequence

from bookcheck.errors import BookError


@dataclass(frozen=True)
class Commit:
    """A commit: its name, when it was made (seconds since 1970), and files of it by their path in the project."""

    name: str
    made: int
    files: Mapping[str, bytes]

    @property
    def version(self) -> str:
        """The version that ``pyproject.toml`` states."""
        return self._stated("version")

    @property
    def description(self) -> str:
        """What ``pyproject.toml`` says the project is."""
        return self._stated("description")

    def _stated(self, key: str) -> str:
        # The library that reads TOML is new in 3.11, and this runs on whatever python3 is there.
        text = self.files["pyproject.toml"].decode("utf-8")
        match = re.search('^{} = "([^"]+)"'.format(key), text, re.MULTILINE)
        if match is None:
            raise BookError("there is no {} in pyproject.toml".format(key), cure="write it into [project]")
        return match.group(1)


def last_commit(root: Path, paths: Sequence[str]) -> Commit:
    """Return the last commit of the project in ``root`` with the files that ``paths`` name or hold.

    Raises :class:`BookError` if git is not here, ``root`` is in no repository, or the files there are not those of the
    commit: what would be published is not what the author sees.
    """
    changed = _git(root, "status", "--porcelain").decode("utf-8").splitlines()
    if changed:
        raise BookError(
            "the tree is dirty: what would be published is not what stands here",
            path=root,
            expected="nothing that git status lists",
            found="\n".join(changed[:5] + (["… {} in all".format(len(changed))] if len(changed) > 5 else [])),
            cure="git commit it, or git stash --include-untracked",
        )
    name, made = _git(root, "log", "-1", "--format=%H %ct").decode("ascii").split()
    # A tar is read without being unpacked: no mask, no link and no line end of this machine gets into it.
    packed = _git(root, "-c", "core.autocrlf=false", "archive", "--format=tar", "HEAD", "--", *paths)
    files: Dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is not None:
                files[member.name] = stream.read()
    return Commit(name, int(made), dict(sorted(files.items())))


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=str(root), capture_output=True)
    except FileNotFoundError:
        raise BookError("git is not here", expected="git on PATH", cure="install git, then do the same again") from None
    if done.returncode:
        raise BookError(
            "git cannot say what the last commit is",
            path=root,
            expected="a clone of the project, with a commit",
            found=done.stderr.decode("utf-8", "replace").strip(),
            cure="do it in a clone of the project",
        )
    return done.stdout
