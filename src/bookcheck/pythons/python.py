"""The Pythons of the matrix: what ``pythons.txt`` lists, and what a name means.

A line of the list is a tag and a release, ``3.12  3.12.1``, and the word ``kept`` if that Python is no longer run:
its recorded output stays and is shown until the program changes. ``also 3.12.0`` names more releases that are run, each
of which may have a section of its own where it prints something else.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import List, Sequence, Tuple

from bookcheck.errors import BookError, near

KEPT = "kept"
"""The word of the list for a Python that is no longer run."""

ALSO = "also"
"""The word of the list before the other releases of a Python that are run."""

KEPT_AS_RECORDED = "kept as recorded"
"""The words that a reader sees for such a Python."""

_RELEASE = re.compile(r"(?P<base>\d+\.\d+)\.(?P<patch>\d+)(?:(?P<stage>a|b|rc)(?P<count>\d+))?")
_KEY = re.compile(r"(?P<base>\d+\.\d+)(?P<patch>\.\d+(?:(?:a|b|rc)\d+)?)?(?P<variant>t?(?:\+jit)?)")


@dataclass(frozen=True)
class Python:
    """One tag of ``pythons.txt`` and the exact release that its outputs were recorded with.

    ``kept`` is whether it is kept as recorded: no gate asks for it any more. ``also`` are the other releases of it that
    the gates run. ``exact`` is whether it was named by its
    release, so that no other release of the minor version can stand in for it.
    """

    tag: str
    release: str
    kept: bool = False
    exact: bool = False
    also: Tuple[str, ...] = ()

    @property
    def version(self) -> Tuple[int, int]:
        """Major and minor version, ``(3, 13)``."""
        major, minor = self.base.split(".")
        return int(major), int(minor)

    @property
    def base(self) -> str:
        """The version without the variant: ``3.13`` for ``3.13t``."""
        return self.tag.replace("+jit", "").rstrip("t")

    @property
    def variant(self) -> str:
        """What its tag has after the version: ``t``, ``+jit``, ``t+jit`` or nothing."""
        return self.tag[len(self.base) :]

    @property
    def build(self) -> str:
        """The tag of the build that runs it: ``3.15`` for ``3.15+jit``, ``3.13t`` for ``3.13t``."""
        return self.tag.replace("+jit", "")

    @property
    def free_threaded(self) -> bool:
        """Whether the build has no GIL."""
        return self.build.endswith("t")

    @property
    def jit(self) -> bool:
        """Whether it runs with ``PYTHON_JIT=1``."""
        return self.tag.endswith("+jit")

    @property
    def title(self) -> str:
        """The name that a reader sees: ``3.13``, ``3.13 free-threaded``, ``3.14 with the JIT``."""
        words = [self.base]
        if self.free_threaded:
            words.append("free-threaded")
        if self.jit:
            words.append("with the JIT")
        return " ".join(words)

    @property
    def is_variant(self) -> bool:
        """Whether it is not the default build of its version."""
        return self.tag != self.base


def read_key(text: str) -> Python:
    """Return the Python that ``text`` means: a tag, ``3.13t``, or a release with its variant, ``3.13.0t``.

    The release is "" for a tag. Raises :class:`ValueError` if ``text`` is neither.
    """
    match = _KEY.fullmatch(text)
    if match is None:
        raise ValueError("{!r} is neither a tag such as 3.13t nor a release such as 3.13.0t".format(text))
    return Python(match["base"] + match["variant"], match["base"] + match["patch"] if match["patch"] else "")


def parse_python(tag: str, release: str = "", *words: str) -> Python:
    """Return the :class:`Python` of a line's words; raise :class:`ValueError` for a bad spelling.

    ``words`` is what follows the release: nothing, :data:`KEPT`, or :data:`ALSO` and other releases.
    """
    match = _KEY.fullmatch(tag)
    if match is None or match["patch"]:
        raise ValueError("{!r} is not a tag such as 3.12, 3.13t or 3.14+jit".format(tag))
    also = words[1:] if words[:1] == (ALSO,) else ()
    if words not in ((), (KEPT,)) and not also:
        raise ValueError("{!r} is not {!r}".format(" ".join(words), KEPT))
    for place, other in enumerate((release, *also)):
        if not _RELEASE.fullmatch(other):
            raise ValueError("{!r} is not a release such as 3.12.1".format(other))
        if not other.startswith(match["base"] + "."):
            raise ValueError("release {} is not a {}".format(other, match["base"]))
        if other in (release, *also)[:place]:
            raise ValueError("release {} is listed twice".format(other))
    return Python(tag, release, kept=words == (KEPT,), also=also)


def load_pythons(path: Path) -> Tuple[Python, ...]:
    """Return the Pythons of the list at ``path``, in the order in which the book shows them.

    Raises :class:`BookError` with the line if one is wrong, and if the list cannot be read or has no Python to run.
    """
    pythons: List[Python] = []
    restore = "git checkout " + path.name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BookError("the list of Pythons cannot be read", path=path, found=str(error), fix=restore) from None
    for number, line in enumerate(lines, 1):
        words = line.partition("#")[0].split()
        try:
            if words:
                pythons.append(_next_python(words, pythons))
        except ValueError as error:
            raise BookError(
                "a line of the list of Pythons is wrong: {}".format(error),
                path=path,
                line=number,
                expected="a tag and a release, as in: 3.12  3.12.1; then {}, if it is no longer run".format(KEPT),
                found=line.strip(),
                fix="edit {}, line {}".format(path.name, number),
            ) from None
    if all(python.kept for python in pythons):
        problem = "the list of Pythons has none that is run" if pythons else "the list of Pythons is empty"
        raise BookError(problem, path=path, fix=restore)
    return tuple(pythons)


def _next_python(words: Sequence[str], above: Sequence[Python]) -> Python:
    """Return the Python of a line's ``words``; raise :class:`ValueError` if it cannot follow those ``above``."""
    python = parse_python(*words)
    kept = {other.tag: other.kept for other in above}
    if python.tag in kept:
        raise ValueError("{} is listed twice".format(python.tag))
    if python.is_variant and python.base not in kept:
        raise ValueError("the variant {} comes before its base {}".format(python.tag, python.base))
    if python.is_variant and kept[python.base] and not python.kept:
        raise ValueError("the variant {} is run and its base is {}".format(python.tag, KEPT_AS_RECORDED))
    return python


def release_key(release: str) -> Tuple[int, int, int, int, int]:
    """Return what sorts releases by age: ``3.15.0rc1`` is older than ``3.15.0``, and that than ``3.15.10``."""
    match = _RELEASE.fullmatch(release)
    assert match is not None, release
    major, minor = match["base"].split(".")
    stage = ("a", "b", "rc", None).index(match["stage"])
    return int(major), int(minor), int(match["patch"]), stage, int(match["count"] or 0)


def find_python(pythons: Sequence[Python], tag: str, path: Path) -> Python:
    """Return the one of ``pythons`` with this tag; raise :class:`BookError` that lists their tags if there is none.

    ``path`` is the file of the list, for the message.
    """
    for python in pythons:
        if python.tag == tag:
            return python
    raise BookError(
        "Python {!r} is not in the list{}".format(tag, near(tag, (python.tag for python in pythons))),
        path=path,
        expected="one of " + " ".join(python.tag for python in pythons),
        fix="write the line '{}  RELEASE' to add it".format(tag),
    )


def find_release(pythons: Sequence[Python], name: str, path: Path) -> Python:
    """Return the Python that ``name`` means: a tag, ``3.13t``, or an exact release with its variant, ``3.13.16t``.

    For a release it is the one of ``pythons`` with that release instead of its own, and ``exact``. Raises
    :class:`BookError` if there is none.
    """
    try:
        named = read_key(name)
    except ValueError:
        return find_python(pythons, name, path)
    python = find_python(pythons, named.tag, path)
    return replace(python, release=named.release, exact=True) if named.release else python


def span(tags: Sequence[str], known: Sequence[str]) -> str:
    """Return ``tags`` in a short form, ``3.8–3.10, 3.13t``, with the runs that they form in ``known``.

    A run joins default builds that are neighbors in ``known``; variants are named one by one.
    """
    bases = [tag for tag in known if tag == Python(tag, "").base]
    runs: List[List[str]] = []
    for tag in (tag for tag in bases if tag in tags):
        if runs and bases.index(tag) == bases.index(runs[-1][-1]) + 1:
            runs[-1].append(tag)
        else:
            runs.append([tag])
    words = [run[0] if len(run) == 1 else "{}–{}".format(run[0], run[-1]) for run in runs]
    return ", ".join(words + [tag for tag in tags if tag not in bases])
