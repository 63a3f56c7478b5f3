"""A recording: the outcomes of one example, and which of them holds for a Python."""

from dataclasses import dataclass, replace
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome
from bookcheck.pythons.python import Python, read_key


@dataclass(frozen=True)
class Recording:
    """The outcomes of one example by key, a tag (``3.13``, ``3.13t``) or an exact release (``3.13.0``).

    The outcome of a version holds for each later one until another has its own, and that of a default build for its
    variants. So a Python that does the same as the one before it has no outcome here: ``recordings/builds.txt`` says
    that it was run. ``program`` is the digest of the program that ran; ``pending`` are the tags on which it has yet to
    run.
    """

    name: str
    program: str
    outcomes: Mapping[str, Outcome]
    pending: Tuple[str, ...] = ()

    def key(self, python: Python, release: str = "") -> Optional[str]:
        """Return the key whose outcome holds for ``python``.

        That is its exact release, its tag, its base, or the newest version before it that has an outcome.
        """
        release = release or python.release
        for key in (release + python.variant, python.tag, release, python.base):
            if key in self.outcomes:
                return key
        older = [read_key(key) for key in self.outcomes]
        older = [other for other in older if other.tag == other.base and not other.release]
        older = [other for other in older if other.version < python.version]
        return max(older, key=lambda other: other.version).tag if older else None

    def look_up(self, python: Python, release: str = "") -> Optional[Outcome]:
        """Return what the example did on ``python``, or None if nothing is recorded that holds for it."""
        key = self.key(python, release)
        return None if key is None else self.outcomes[key]

    def proved(self, example: Example, python: Python) -> Optional[Outcome]:
        """Return what ``example`` as it stands does on ``python``, or None if it does not run there or has yet to."""
        if self.program != example.digest or example.declaration.unmet(python) or python.tag in self.pending:
            return None
        return self.look_up(python)

    def with_outcome(self, python: Python, release: str, outcome: Outcome, pythons: Sequence[Python]) -> "Recording":
        """Return the recording with ``outcome`` for ``python``; another release than its own gets a key of its own.

        A Python keeps an outcome only where it differs from what it would fall back on, in whatever order the
        ``pythons`` are recorded.
        """
        key = python.tag if release == python.release else release + python.variant
        outcomes = dict(self.outcomes)
        for other in pythons:  # what falls back on the section that changes must not change with it
            relied_on = self.look_up(other)
            if other.tag not in self.pending and relied_on is not None:
                outcomes.setdefault(other.tag, relied_on)
        outcomes[key] = outcome
        pending = tuple(tag for tag in self.pending if tag != key)
        return replace(self, outcomes=outcomes, pending=pending).folded(pythons)

    def folded(self, pythons: Sequence[Python]) -> "Recording":
        """Return the recording without the outcomes of ``pythons`` that are those which they would fall back on."""
        outcomes = dict(self.outcomes)
        for python in sorted(pythons, key=lambda python: (not python.is_variant, python.version), reverse=True):
            for key in [key for key in outcomes if read_key(key).tag == python.tag]:
                rest = replace(self, outcomes={k: v for k, v in outcomes.items() if k != key})
                fallback = rest.key(python, read_key(key).release)
                if fallback not in self.pending and fallback is not None and rest.outcomes[fallback] == outcomes[key]:
                    del outcomes[key]
        return replace(self, outcomes=outcomes)

    def only(self, pythons: Sequence[Python]) -> "Recording":
        """Return the recording of ``pythons`` alone; one that relied on an outcome that goes has its own."""
        tags = [python.tag for python in pythons]
        outcomes = {key: outcome for key, outcome in self.outcomes.items() if read_key(key).tag in tags}
        for python in pythons:
            relied_on = self.look_up(python)
            if self.key(python) not in outcomes and relied_on is not None:
                outcomes[python.tag] = relied_on
        return replace(self, outcomes=outcomes)

    def groups(self) -> List[Tuple[Tuple[str, ...], Outcome]]:
        """Return the keys that share an outcome, with it, in the order in which the keys were given."""
        groups: Dict[Outcome, List[str]] = {}
        for key, outcome in self.outcomes.items():
            groups.setdefault(outcome, []).append(key)
        return [(tuple(keys), outcome) for outcome, keys in groups.items()]
