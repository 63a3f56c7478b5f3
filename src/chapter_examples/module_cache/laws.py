"""Laws of page 3.8.2. Each is checked over the modules of the standard library that can be imported here."""

import importlib.util
import sys


def a_second_import_returns_the_same_module(module):
    """Importing a name that `sys.modules` has returns that module.

    Counts: imported modules
    Twin: Importing a name that `sys.modules` has returns the module's package.
    """
    name = module.__spec__.name
    again = importlib.import_module(name)
    yield "", again is module, again.__spec__.parent == name


def none_in_sys_modules_makes_an_import_fail(module):
    """While `sys.modules` has `None` under the name of a module, importing that name raises ModuleNotFoundError.

    Counts: imported modules
    Twin: While `sys.modules` has no entry under the name of a module, importing that name raises ModuleNotFoundError.
    """
    name = module.__spec__.name
    sys.modules[name] = None
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        refused = True
    else:
        refused = False
    finally:
        sys.modules[name] = module
    yield "", refused, importlib.util.find_spec(name) is None
