"""Laws of page 3.8.1. Each is checked over the modules of the standard library that can be imported here."""

import importlib.machinery
import os
import sys


def the_first_entry_with_the_module_wins(module):
    """A top-level module that was loaded from a source file comes from the first entry of `sys.path` that has it.

    Counts: top-level modules from source files
    Twin: A top-level module that was loaded from a source file comes from the first entry of `sys.path`.
    """
    spec = module.__spec__
    if "." not in spec.name and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
        entries = [entry for entry in sys.path if os.path.isdir(entry)]
        having = [entry for entry in entries if _has(entry, spec.name)]
        folder = os.path.dirname(spec.origin)
        folder = os.path.dirname(folder) if spec.submodule_search_locations is not None else folder
        yield "", having[:1] == [folder], entries[:1] == [folder]


def _has(entry, name):
    return any(os.path.exists(os.path.join(entry, *parts)) for parts in ((name + ".py",), (name, "__init__.py")))


def cached_finders_belong_to_entries(module):
    """`sys.path_importer_cache` has a finder, or `None`, for the folder of each top-level module from a source file.

    Counts: top-level modules from source files
    Twin: `sys.path_importer_cache` has a finder for the path of each top-level module from a source file.
    """
    spec = module.__spec__
    if "." not in spec.name and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
        folder = os.path.dirname(spec.origin)
        folder = os.path.dirname(folder) if spec.submodule_search_locations is not None else folder
        finder = sys.path_importer_cache.get(folder, "nothing")
        yield "", finder is None or hasattr(finder, "find_spec"), spec.origin in sys.path_importer_cache
