"""The git repository of the book: its tags, its commits, and what is not committed."""

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Dict, Optional, Sequence

from bookcheck.errors import BookError


class Repository:
    """The repository whose folder is ``root``.

    Raises :class:`BookError` if ``root`` is not the folder of a repository, or git is not on PATH.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            top = self._git("rev-parse", "--show-toplevel").strip()
        except FileNotFoundError:
            fix = "see https://git-scm.com; on Debian and Ubuntu: apt install git"
            raise BookError("git is not installed", expected="git on PATH", fix=fix) from None
        except BookError as error:
            if "dubious ownership" in (error.found or ""):
                problem = "git refuses to read this clone, because it belongs to another user"
                fix = "git config --global --add safe.directory {}".format(root)
                raise BookError(problem, path=root, fix=fix) from None
            raise _no_repository(root, error.found) from None
        if Path(top).resolve() != root.resolve():
            raise _no_repository(root, "a folder in the repository {}".format(top))

    def tags(self) -> Dict[str, str]:
        """Return the commit of each tag, by name."""
        names = "%(refname:lstrip=2) %(objectname) %(*objectname)"  # an annotated tag is an object of its own
        lines = self._git("for-each-ref", "--format=" + names, "refs/tags").splitlines()
        return {words[0]: words[-1] for words in map(str.split, lines)}

    def commit(self, name: str) -> Optional[str]:
        """Return the commit that ``name`` leads to, or None."""
        try:
            return self._git("rev-parse", "--verify", "--quiet", name + "^{commit}").strip()
        except BookError:
            return None

    def check_clean(self, instead: str = "") -> None:
        """Raise :class:`BookError` if something is not committed; ``instead`` ends the fix with another way out."""
        changes = self._git("status", "--porcelain").splitlines()
        if changes:
            raise BookError(
                "what is not committed would not be published",
                path=self.root,
                expected="nothing that git status lists",
                found="\n".join(changes[:10] + (["… {} in all".format(len(changes))] if len(changes) > 10 else [])),
                fix="git commit\nor put it away: git stash --include-untracked" + instead,
            )

    def is_shallow(self) -> bool:
        """Return whether it was cloned without its history."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == "true"

    def has(self, commit: str, path: str) -> bool:
        """Return whether ``path`` is in ``commit``."""
        return bool(self._git("ls-tree", "--name-only", commit, path))

    def made(self, commit: str) -> int:
        """Return when ``commit`` was made, in seconds since 1970. Raises :class:`BookError` if there is none."""
        return int(self._git("log", "-1", "--format=%ct", commit))

    def files(self, commit: str, paths: Sequence[str]) -> Dict[str, bytes]:
        """Return the files of ``commit`` that ``paths`` name or hold, by their path, in order."""
        # A tar that is read without being unpacked: no mask, no link and no line end of this machine gets into it.
        packed = self._bytes("-c", "core.autocrlf=false", "archive", "--format=tar", commit, "--", *paths)
        files: Dict[str, bytes] = {}
        with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
            for member in tar:
                stream = tar.extractfile(member) if member.isfile() else None
                if stream is not None:
                    files[member.name] = stream.read()
        return dict(sorted(files.items()))

    def checkout(self, folder: Path, commit: str) -> None:
        """Check ``commit`` out into ``folder``; one at a time, because git reads what another call has half written."""
        self._git("worktree", "add", "--quiet", "--detach", "--force", str(folder), commit)

    def forget_checkouts(self) -> None:
        """Have git forget each checkout whose folder no longer exists."""
        self._git("worktree", "prune")

    def _git(self, *arguments: str) -> str:
        return self._bytes(*arguments).decode("utf-8")

    def _bytes(self, *arguments: str) -> bytes:
        command = ["git", "-C", str(self.root), *arguments]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise BookError("git refused: " + " ".join(arguments), found=said, fix="correct what git says")
        return done.stdout


def _no_repository(root: Path, found: Optional[str]) -> BookError:
    return BookError(
        "the book has no git repository, so it has no versions",
        path=root,
        expected="a clone with its tags",
        found=found,
        fix="clone it with git, or build this one: make html",
    )
