"""What these tests share: the books that they make from this repository find its uv."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookcheck.pythons.uv import find_uv

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session", autouse=True)
def uv_on_path() -> Iterator[None]:
    """Put the folder of the uv of this project last on PATH, else each copy of the repository would install its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.environ["PATH"] + os.pathsep + str(find_uv(ROOT).parent))
        yield
