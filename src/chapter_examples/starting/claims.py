"""Probes for the claims of page 3.10. Each observes what the running Python does, whatever its version number is."""

import os
import pty
import subprocess
import sys
import tempfile


def _output_of(arguments, files=None):
    """Return what ``python arguments`` writes in a folder with ``files``, whose contents are given by path."""
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
    """`sys.orig_argv` contains the whole command, with its options."""
    program = "import sys; print(getattr(sys, 'orig_argv', ())[1:])"
    return _output_of(["-X", "utf8", "-c", program]) == "{!r}\n".format(["-X", "utf8", "-c", program])


def _typed_at_a_terminal(text):
    """Return what a prompt at a terminal writes when ``text`` is typed, and then the end of the input."""
    parent, child = pty.openpty()
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, TERM="xterm", HOME=folder, PYTHON_HISTORY=os.path.join(folder, "history"))
        process = subprocess.Popen(
            [sys.executable, "-q"], stdin=child, stdout=child, stderr=child, env=environment, start_new_session=True
        )
        os.close(child)
        os.write(parent, text.encode())
        written = b""
        while True:
            try:
                part = os.read(parent, 1024)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            written += part
        process.wait()
    os.close(parent)
    return written


def module_name_without_py_is_advised():
    """After `python -m report.py`, the message advises you to leave out the `.py`."""
    return "Try using 'report' instead of 'report.py'" in _output_of(["-m", "report.py"], {"report.py": ""})


def indented_text_runs():
    """The text after `-c` may be indented as a whole."""
    return _output_of(["-c", "    print('one')\n    print('two')\n"]) == "one\ntwo\n"


def prompt_is_written_in_python():
    """The prompt at a terminal reads a line with the package `_pyrepl`."""
    typed = "import sys\rprint(len([n for n in sys.modules if n == '_pyrepl.readline']) + 40)\rexit()\r"
    return b"41" in _typed_at_a_terminal(typed)
