"""Laws of page 3.10. Each is checked over ways to start Python: a program is started that says what it finds."""


def what_is_started_runs_in_the_main_module(start):
    """Whichever way Python is started, the code that was started runs in a module called `__main__`.

    Counts: ways to start Python
    Twin: Whichever way Python is started, the code that was started belongs to no package.
    """
    yield "", start.name == "__main__" and start.registered, not start.package


def a_spec_says_that_the_import_system_found_the_code(start):
    """`__spec__` is not `None` exactly if Python was started with `-m`, a folder or a zip file.

    Counts: ways to start Python
    Twin: `__spec__` is not `None` exactly if Python was started with `-m`.
    """
    found, has_spec = start.arguments[:1] == ["-m"], start.spec is not None
    yield "", has_spec == (found or start.way in ("a folder", "a zip file")), has_spec == found


def the_code_has_a_file_unless_it_is_typed(start):
    """`__file__` is missing, or a name in angle brackets, exactly if the code comes from `-c` or from standard input.

    Counts: ways to start Python
    Twin: `__file__` is missing, or a name in angle brackets, exactly if the code comes from standard input.
    """
    typed, no_path = "standard input" in start.way, start.file is None or start.file.startswith("<")
    yield "", no_path == (typed or start.way == "-c"), no_path == typed


def only_m_starts_code_in_a_package(start):
    """The main module belongs to a package only if `-m` started a package or a module of one.

    Counts: ways to start Python
    Twin: The main module belongs to a package only if `-m` started a package.
    """
    in_package = start.way in ("-m and a package", "-m and a module of a package")
    yield "", bool(start.package) == in_package, bool(start.package) == (start.way == "-m and a package")


def argv_begins_with_what_was_started(start):
    """`sys.argv[0]` is the path of what was started, `-c`, `-`, or the empty string for standard input without `-`.

    Counts: ways to start Python
    Twin: `sys.argv[0]` is the value of `__file__`.
    """
    expected = {"-c": "-c", "- and standard input": "-", "standard input": ""}.get(start.way)
    if expected is None:
        ends = ("app",) if start.way == "a folder" else (".py", ".txt", ".pyc", ".zip")
        yield "", start.argv[0].endswith(ends), start.argv[0] == start.file
    else:
        yield "", start.argv[0] == expected, start.argv[0] == start.file


def options_do_not_reach_the_program(start):
    """Options before the file are not in `sys.argv`.

    Counts: ways to start Python
    Twin: Options before the file are in `sys.orig_argv`, and `sys.argv` holds them too.
    """
    options = [word for word in start.arguments if word in ("-O", "-OO", "-I", "-E", "-S", "-u", "-B", "-P", "-X")]
    yield "", not set(options) & set(start.argv), not options or options[0] in start.argv


def isolated_mode_leaves_the_folder_of_the_script_out(start):
    """The folder of a script is the first entry of `sys.path`, except with `-I` or, since 3.11, `-P`.

    Counts: ways to start Python with a file
    Twin: The folder of a script is the first entry of `sys.path`, with `-I` and `-P` too.
    """
    if start.arguments[-1:] in (["script.py"], ["script.txt"], ["compiled.pyc"]):
        first = start.path == [start.folder]
        yield "", first == (start.way not in ("-I", "-P")), first
