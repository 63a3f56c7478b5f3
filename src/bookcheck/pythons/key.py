"""Which Python a name means, be it the name of a Python of the matrix or the key of a section of a recording."""

import re
from dataclasses import dataclass
from typing import Tuple

_KEY = re.compile(r"(?P<base>\d+\.\d+)(?P<patch>\.\d+(?:(?:a|b|rc)\d+)?)?(?P<variant>t?(?:\+jit)?)")


@dataclass(frozen=True)
class Key:
    """A name taken apart: ``base`` is ``3.13`` and ``variant`` ``t`` for ``3.13t`` as for ``3.13.0t``.

    ``release`` is ``3.13.0``, or "" for a tag, which is of the release that the list of Pythons names.
    """

    base: str
    variant: str
    release: str

    @property
    def tag(self) -> str:
        """The tag of the Python that it means, ``3.13t``."""
        return self.base + self.variant

    @property
    def version(self) -> Tuple[int, int]:
        """Major and minor version, ``(3, 13)``."""
        major, minor = self.base.split(".")
        return int(major), int(minor)


def read_key(text: str) -> Key:
    """Return the key that is written ``text``; raise :class:`ValueError` if that is neither a tag nor a release."""
    match = _KEY.fullmatch(text)
    if match is None:
        raise ValueError("{!r} is neither a tag such as 3.13t nor a release such as 3.13.0t".format(text))
    return Key(match["base"], match["variant"], match["base"] + match["patch"] if match["patch"] else "")
