"""The anchors of a page's headings, computed from its text: what stands behind ``#`` in the address of a section."""

import re
import unicodedata
from typing import Tuple

from bookcheck.pages.page import Page

_ROLE = re.compile(r"\{[a-zA-Z0-9_+:-]+\}(?=`)")
_LINK = re.compile(r"\]\([^)]*\)")
_TARGET = re.compile(r"[ ]<[^<>`]*>`")


def anchor(title: str) -> str:
    """Return the anchor that docutils, and so MyST, gives to a heading with the text ``title``, as it is written.

    It is "" for a title without a letter of ASCII. Source: docutils, ``nodes.make_id()``.
    """
    visible = _LINK.sub("]", _TARGET.sub("`", _ROLE.sub("", title)))
    plain = unicodedata.normalize("NFKD", visible.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", " ".join(plain.split())))


def anchors(page: Page) -> Tuple[str, ...]:
    """Return the anchors of the headings of ``page``, in their order, each once.

    Of several headings with the same text only the first has the anchor; docutils numbers the others.
    """
    names = (anchor(heading.text) for heading in page.headings)
    return tuple(dict.fromkeys(filter(None, names)))
