"""Laws of page 3.11. Each is checked over ways to start Python, or over the modules of the standard library."""


def a_test_of_the_name_is_true_in_what_was_started(start):
    """Whichever way Python is started, `__name__ == "__main__"` is true in the code that was started.

    Counts: ways to start Python
    Twin: Whichever way Python is started, `__name__` is the name in `__spec__`.
    """
    yield "", start.under_if, start.name == start.spec


def every_module_has_its_name(module):
    """Every imported module finds a name in its global variable `__name__`, and it is not `__main__`.

    Counts: imported modules
    Twin: Every imported module finds its name in `__name__`, and its file in `__file__`.
    """
    name = vars(module).get("__name__")
    named = isinstance(name, str) and name not in ("", "__main__")
    yield "", named, named and "__file__" in vars(module)


def builtins_is_the_module_in_the_main_module(start):
    """In the main module the name `__builtins__` is the module `builtins` itself.

    Counts: ways to start Python
    Twin: In the main module the name `__builtins__` is the dictionary of the module `builtins`.
    """
    yield "", start.builtins, not start.builtins
