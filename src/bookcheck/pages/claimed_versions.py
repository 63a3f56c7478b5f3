"""Which versions a sentence may name because of a claim in it: by what the words around a version say of it.

A claim that begins with a version lets a sentence name it, also as in "since", "new in" and "before" it; and, as where
something ends, the version before it, as in "up to" it and "it and earlier". It does not prove "new in" that one.
"""

import re
from typing import FrozenSet, Sequence, Tuple

from bookcheck.pages.claims import Claim

Version = Tuple[int, ...]

_WORDS = r"\s+(?:(?:C?Python|version|release)\s+)*\Z"
_BEGINS = re.compile(
    r"\b(?:since|before|from|as\s+of|(?:starting|beginning)\s+(?:with|from|in)|(?:earlier|older)\s+than"
    r"|(?:new|added|introduced|arrived|appeared|came|deprecated|removed|gone|dropped)\s+(?:in|with|by|from))"
    + _WORDS
    + r"|(?:≥|>=|<(?!=))\s*\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:up\s+to|until|till|after|through|last\s+(?:in|with)|(?:later|newer)\s+than)(?:\s+and\s+including)?"
    + _WORDS
    + r"|(?:≤|<=|>(?!=))\s*\Z",
    re.IGNORECASE,
)
_LATER = re.compile(r"\+|,?\s+(?:and|or)\s+(?:later|newer|above|up|on|after)\b|\s+on(?:wards?|\b)", re.IGNORECASE)
_EARLIER = re.compile(r",?\s+(?:and|or)\s+(?:earlier|older|before|below)\b", re.IGNORECASE)


def begins(before: str, after: str) -> bool:
    """Whether the words around a version, those ``before`` and those ``after`` it, say that something begins there."""
    return bool(_BEGINS.search(before) or _LATER.match(after))


def ends(before: str, after: str) -> bool:
    """Whether the words around a version, those ``before`` and those ``after`` it, say that something ends there."""
    return bool(_ENDS.search(before) or _EARLIER.match(after))


def versions_allowed(claim: Claim, begins: bool, ends: bool, versions: Sequence[Version]) -> FrozenSet[Version]:
    """Return the versions that a sentence may name because of ``claim``; ``versions`` are those of the list, in order.

    ``begins`` and ``ends`` say what the sentence says of the version; of one that it merely names neither is true.
    """
    first = None if claim.first is None else versions.index(claim.first)
    last = None if claim.last is None else versions.index(claim.last)
    allowed = set()
    if begins and ends:
        return frozenset()  # a range, which is the claim's or it is not
    if not ends:
        allowed.add(first)
    if not begins:
        allowed.add(last)
    if begins and not ends and last is not None:
        allowed.add(last + 1)
    if ends and not begins and first is not None:
        allowed.add(first - 1)
    return frozenset(versions[place] for place in allowed if place is not None and 0 <= place < len(versions))
