"""A claim may leave out a variant of a Python in its range, and only such a variant."""

from pathlib import Path

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.claims import Claim, read_claim
from bookcheck.pythons.python import Python

PYTHONS = tuple(Python(tag, "") for tag in ("3.10", "3.11", "3.13", "3.13t", "3.14", "3.14+jit"))


def claim(text: str, role: str = "since") -> Claim:
    return read_claim(role, text + " <specializing.instructions_adapt>", PYTHONS, Path("page.md"), 1)


def test_a_claim_does_not_hold_on_the_variant_that_it_leaves_out() -> None:
    holding = [python.tag for python in PYTHONS if claim("3.11, not 3.13t").holds_on(python)]
    assert holding == ["3.11", "3.13", "3.14", "3.14+jit"]


def test_a_page_shows_which_variants_a_claim_leaves_out() -> None:
    assert claim("3.11, not 3.13t 3.14+jit").words == "3.11+, not 3.13t, not 3.14+jit"


@pytest.mark.parametrize("left_out", ["3.13", "3.12t", "3.9t", "3.13t 3.13t", "free-threaded"])
def test_a_claim_leaves_out_nothing_but_variants_of_the_list(left_out: str) -> None:
    with pytest.raises(BookError, match="leaves out what is not a variant in its range"):
        claim(f"3.11, not {left_out}")


def test_a_claim_leaves_out_no_variant_outside_its_range() -> None:
    with pytest.raises(BookError, match="leaves out what is not a variant in its range"):
        claim("3.11, not 3.13t", "until")
