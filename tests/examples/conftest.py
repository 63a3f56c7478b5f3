"""What the tests of examples share: each leaves Python as it was."""

import sys
from typing import Iterator

import pytest


@pytest.fixture(autouse=True)
def python_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test leave a module or a finder behind, an entry in the path, or a compiled copy among the examples."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    modules = set(sys.modules)
    yield
    for name in set(sys.modules) - modules:
        del sys.modules[name]
