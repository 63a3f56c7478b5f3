"""Laws of page 3.7. Each is checked over symbol tables and code objects of the standard library."""

import inspect


def a_bound_name_is_local_everywhere(table):
    """A name that a function binds is local everywhere in it, unless `global` or `nonlocal` says otherwise.

    Counts: names that functions of the library bind
    Twin: A name that a function binds is local everywhere in it.
    """
    if table.get_type() == "function":
        for symbol in table.get_symbols():
            if symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported():
                declared = symbol.is_declared_global() or symbol.is_nonlocal()
                yield symbol.get_name(), declared or symbol.is_local(), symbol.is_local()


def a_parameter_is_local(table):
    """A parameter is a variable of its function, never a free variable.

    Counts: parameters in the library
    Twin: A parameter is a variable of its function that no inner function shares.
    """
    if table.get_type() == "function":
        inner = [child for child in table.get_children() if child.get_type() == "function"]
        shared = {name for child in inner for name in child.get_frees()}
        for name in table.get_parameters():
            yield name, not table.lookup(name).is_free(), name not in shared


def a_module_has_no_local_names_of_functions(table):
    """A module has no free variables: each of its names is bound in it, or global.

    Counts: names of modules in the library
    Twin: A module has no names that it uses without binding them.
    """
    if table.get_type() == "module":
        for symbol in table.get_symbols():
            bound = symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
            yield symbol.get_name(), not symbol.is_free(), bound


def a_shared_variable_is_a_cell_of_one_scope(code):
    """Up to 3.11 no variable of a code object is both a cell variable and a free variable.

    Counts: code objects in the library
    Twin: No variable of a code object is both a cell variable and a parameter.
    Pythons: <3.12
    """
    value = code.value
    parameters = value.co_varnames[: value.co_argcount + value.co_kwonlyargcount]
    cells = set(value.co_cellvars)
    yield "", not cells & set(value.co_freevars), not cells & set(parameters)


def functions_make_a_new_namespace(code):
    """The code of a function has the flags `OPTIMIZED` and `NEWLOCALS`, or neither.

    Counts: code objects in the library
    Twin: The code of a function has the flags `OPTIMIZED` and `NESTED`, or neither.
    """
    flags = code.value.co_flags
    optimized, nested = bool(flags & inspect.CO_OPTIMIZED), bool(flags & inspect.CO_NESTED)
    yield "", optimized == bool(flags & inspect.CO_NEWLOCALS), optimized == nested


def the_built_in_names_are_those_of_a_module(builtin):
    """A built-in name that a module does not bind is found in the module `builtins`.

    Counts: built-in names
    Twin: A built-in name that a module does not bind is found among its global variables.
    """
    namespace = {}
    exec("value = {}".format(builtin.name), namespace)
    yield "", namespace["value"] is builtin.value, builtin.name in namespace
