"""Probes of the claims on page 3.17. Each observes what the running Python does; none asks for its version."""

import importlib.util
import os
import types


def spec_makes_path_absolute():
    """`spec_from_file_location()` makes a relative path absolute."""
    return os.path.isabs(importlib.util.spec_from_file_location("config", "config.py").origin)


def spec_keeps_path_relative():
    """`spec_from_file_location()` keeps a relative path as it is."""
    return importlib.util.spec_from_file_location("config", "config.py").origin == "config.py"


def dataclass_needs_its_module():
    """With `from __future__ import annotations`, `@dataclass` fails in a module that is not in `sys.modules`."""
    source = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "@dataclass\nclass Voucher:\n    off: int = 10\n"
    )
    try:
        exec(source, types.ModuleType("not_in_sys_modules").__dict__)
    except AttributeError:
        return True
    return False
