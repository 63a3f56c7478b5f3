"""Conditions on a Python such as ``>=3.11 gil``."""

import operator
import re
from dataclasses import dataclass
from typing import Callable, Dict, Tuple

from bookcheck.errors import near
from bookcheck.pythons.python import Python

_COMPARE: Dict[str, Callable[[Tuple[int, int], Tuple[int, int]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
_BUILDS: Dict[str, Callable[[Python], bool]] = {
    "free-threaded": lambda python: python.free_threaded,
    "gil": lambda python: not python.free_threaded,
    "jit": lambda python: python.jit,
    "no-jit": lambda python: not python.jit,
}
_TERM = re.compile(r"(>=|<=|==|>|<)(\d+)\.(\d+)")


@dataclass(frozen=True)
class Spec:
    """A condition on a Python: terms such as ``>=3.11`` and ``free-threaded``, all of which must hold."""

    text: str

    def __post_init__(self) -> None:
        if not self.text.split():
            raise ValueError("a condition on Pythons is empty")
        for term in self.text.split():
            self._predicate(term)

    @staticmethod
    def _predicate(term: str) -> Callable[[Python], bool]:
        if term in _BUILDS:
            return _BUILDS[term]
        match = _TERM.fullmatch(term)
        if match is None:
            raise ValueError(
                "{!r} is not a condition such as >=3.11, <3.14, ==3.9, {}{}".format(
                    term, ", ".join(_BUILDS), near(term, _BUILDS)
                )
            )
        compare, bound = _COMPARE[match.group(1)], (int(match.group(2)), int(match.group(3)))
        return lambda python: compare(python.version, bound)

    def matches(self, python: Python) -> bool:
        """Return whether every term holds for ``python``."""
        return all(self._predicate(term)(python) for term in self.text.split())


ANY = Spec(">=3.0")
