"""Laws of page 3.8. Each is checked over the modules of the standard library that can be imported here."""

import importlib.machinery
import sys


def an_imported_module_is_in_sys_modules(module):
    """After an import, `sys.modules` has the module under the name of its spec.

    Counts: imported modules
    Twin: After an import, `sys.modules` has the module under the last part of its name.
    """
    name = module.__spec__.name
    yield "", sys.modules.get(name) is module, sys.modules.get(name.rpartition(".")[2]) is module


def a_path_makes_a_package(module):
    """A module has a `__path__` exactly if its spec has a list of places to search for submodules.

    Counts: imported modules
    Twin: A module has a `__path__` exactly if its spec names a parent.
    """
    has_path = hasattr(module, "__path__")
    places = module.__spec__.submodule_search_locations
    yield "", has_path == (places is not None), has_path == bool(module.__spec__.parent)


def the_parent_of_a_package_is_the_package_itself(module):
    """The `parent` of a spec is the name itself for a package, and what comes before the last dot for another module.

    Counts: imported modules
    Twin: The `parent` of a spec is what comes before the last dot of the name.
    """
    spec = module.__spec__
    before = spec.name.rpartition(".")[0]
    parent = before if spec.submodule_search_locations is None else spec.name
    yield "", spec.parent == parent, spec.parent == before


def a_submodule_is_an_attribute_of_its_package(module):
    """After a submodule is imported, its package has an attribute of that name.

    Counts: imported submodules
    Twin: After a submodule is imported, its package has that name in `__all__`.
    """
    parent, _, last = module.__spec__.name.rpartition(".")
    if parent:
        package = sys.modules[parent]
        yield "", last in vars(package), last in getattr(package, "__all__", ())


def a_loader_can_execute_a_module(module):
    """The loader in the spec of a module of the standard library has the method `exec_module`.

    Counts: imported modules
    Twin: The loader in the spec of a module of the standard library has the method `get_filename`.
    """
    loader = module.__spec__.loader
    yield "", hasattr(loader, "exec_module"), hasattr(loader, "get_filename")


def a_finder_answers_with_a_spec_or_none(module):
    """A finder of `sys.meta_path` answers a top-level name with a module spec or with `None`.

    Counts: answers to names of modules
    Twin: A finder of `sys.meta_path` answers a top-level name with a module spec.
    """
    name = module.__spec__.name
    if "." not in name:
        for finder in sys.meta_path:
            spec = finder.find_spec(name, None)
            is_spec = isinstance(spec, importlib.machinery.ModuleSpec)
            yield getattr(finder, "__name__", type(finder).__name__), spec is None or is_spec, is_spec


def built_in_modules_have_no_file(module):
    """A module whose origin is `built-in` has no `__file__`.

    Counts: built-in modules
    Twin: A module whose origin is `built-in` has no `__doc__`.
    """
    if module.__spec__.origin == "built-in":
        yield "", not hasattr(module, "__file__"), not getattr(module, "__doc__", None)


def a_source_file_has_a_place_for_its_copy(module):
    """The spec of a module that was loaded from a source file names the place of its copy as `cached`.

    Counts: modules from source files
    Twin: The spec of a module that was loaded from a source file names a copy in the folder of that file.
    """
    spec = module.__spec__
    if isinstance(spec.loader, importlib.machinery.SourceFileLoader):
        folder = spec.origin.rpartition("/")[0]
        yield "", spec.cached.endswith(".pyc"), spec.cached.rpartition("/")[0] == folder
