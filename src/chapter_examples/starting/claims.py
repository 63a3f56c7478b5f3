"""Probes of the claims on page 3.10. Each observes what the running Python does; none asks for its version."""

import importlib.util
import os
import subprocess
import sys
import tempfile


def _output_of(arguments, files=None):
    """Return what ``python arguments`` writes in a folder that holds ``files``, the texts of files by path."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (files or {}).items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        run = subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )
    return run.stdout


def command_line_is_kept():
    """`sys.orig_argv` holds the command line as it was typed, options included."""
    program = "import sys; print('utf8' in getattr(sys, 'orig_argv', ()))"
    return _output_of(["-X", "utf8", "-c", program]) == "True\n"


def module_name_without_py_is_advised():
    """After `python -m report.py`, the message advises to leave out the `.py`."""
    return "Try using 'report' instead of 'report.py'" in _output_of(["-m", "report.py"], {"report.py": ""})


def indented_text_runs():
    """Text after `-c` may be indented as a whole."""
    return _output_of(["-c", "    print('one')\n    print('two')\n"]) == "one\ntwo\n"


def prompt_is_written_in_python():
    """The standard library contains a prompt that is written in Python."""
    return importlib.util.find_spec("_pyrepl") is not None
