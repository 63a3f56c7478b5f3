"""Laws of page 3.18. Each is checked over the modules of the standard library that can be imported here."""


def a_star_binds_all_or_what_has_no_underscore(module):
    """`import *` binds every name in a module's `__all__` or, without one, every name that has no underscore in front.

    Counts: imported modules
    Twin: `import *` binds every name of a module that has no underscore in front.
    """
    bound = {}
    exec("from {} import *".format(module.__spec__.name), bound)
    del bound["__builtins__"]
    bound.pop("__warningregistry__", None)  # a deprecated name warns, which leaves a note among the globals
    public = {name for name in vars(module) if not name.startswith("_")}
    yield "", set(bound) == set(getattr(module, "__all__", public)), set(bound) == public


def names_in_all_are_attributes(module):
    """Every name in a module's `__all__` is an attribute of the module after `import *`.

    Counts: names in `__all__` of imported modules
    Twin: Every name in a module's `__all__` is in the module's dictionary, and was defined in that module.
    """
    for name in getattr(module, "__all__", ()):
        value = getattr(module, name, None)
        yield name, hasattr(module, name), getattr(value, "__module__", None) == module.__name__


def a_plain_import_binds_the_first_name(module):
    """`import a.b` binds the first part of the name to the package that is called so.

    Counts: imported modules
    Twin: `import a.b` binds the module itself.
    """
    name = module.__spec__.name
    bound = {}
    exec("import {}".format(name), bound)
    del bound["__builtins__"]
    first = name.partition(".")[0]
    yield "", list(bound) == [first] and bound[first].__spec__.name == first, module in list(bound.values())
