"""Asks the probes of ``claims.py``: ``python run_probes.py`` writes a line for each, its name and its answer.

``probes.list`` has the names and first lines of the probes, and ``imports.list`` the modules that they import. Each
probe runs in a process of its own, forked from one that has imported the probes and called none. It is asked three
times: once as it is, and twice with the version of Python hidden (``hide_version.py``), by one older and one newer than
any of the book. It answers with True or False, the same each time, and writes nothing; any other line says what it did.
"""

import os
import sys

TYPE_CHECKING = False  # typing is not imported: the probes begin in a Python that has imported next to nothing
if TYPE_CHECKING:
    from typing import Any, Callable

HIDDEN = (0, 99)
"""The minor versions that a Python states while its own is hidden."""


def main() -> None:
    """Print a line for each probe."""
    names = [(line.split()[0], int(line.split()[1])) for line in read("probes.list").splitlines()]
    plain = answers(names, None)
    hidden = [(minor, answers(names, minor)) for minor in HIDDEN]
    for name, _ in names:
        words = plain[name]
        for minor, others in hidden:
            if words in ("True", "False") and others[name] != words:
                words = "{}, but where the version is hidden as 3.{}: {}".format(words, minor, others[name])
        print(name, words)


def read(name: str) -> str:
    """Return the text of a file of the program."""
    with open(name, encoding="utf-8") as file:
        return file.read()


def answers(names: "list[tuple[str, int]]", minor: "int | None") -> "dict[str, str]":
    """Return the answer of each of ``names``, in a Python that states its version or, as if it were, 3.``minor``."""
    words = in_a_process(lambda: all_answers(names, minor))
    lines = dict(line.partition(" ")[::2] for line in words.split("\n"))
    return {name: lines.get(name, "was not asked: claims.py " + words) for name, _ in names}


def all_answers(names: "list[tuple[str, int]]", minor: "int | None") -> str:
    """Import the probes and return a line for each, with its name and its answer."""
    if minor is not None:
        import hide_version  # type: ignore[import-not-found]

        hide_version.hide_files(minor, os.path.join(os.getcwd(), "hidden{}".format(minor)))
        hide_version.hide_version(minor)
        for name in read("imports.list").split():
            try:
                __import__(name)
            except ImportError:
                pass  # claims.py will say so
        hide_version.hide_tags()
    import claims  # type: ignore[import-not-found]

    module = compile(read("claims.py"), claims.__file__, "exec", dont_inherit=True)
    codes = [code for code in module.co_consts if isinstance(code, type(module))]
    shown = {(code.co_name, code.co_firstlineno): code for code in codes}
    lines = []
    for name, line in names:
        words = "is not the function that line {} defines".format(line)
        if is_shown(vars(claims).get(name), shown.get((name, line)), vars(claims)):
            words = in_a_process(partial(answer, vars(claims)[name]))
        lines.append("{} {}".format(name, " ".join(words.split())))
    return "\n".join(lines)


def partial(function: "Callable[[Any], str]", argument: "Any") -> "Callable[[], str]":
    """Return a function that calls ``function`` with ``argument``; functools is not imported."""
    return lambda: function(argument)


def is_shown(probe: "Any", code: "Any", namespace: "dict[str, object]") -> bool:
    """Whether calling ``probe`` runs ``code``, the code of the lines that a page shows, and nothing else."""
    if type(probe) is not type(main) or code is None or probe.__globals__ is not namespace:
        return False
    added = (probe.__defaults__, probe.__kwdefaults__, probe.__closure__, probe.__dict__)
    return probe.__code__ == code and probe.__code__.co_filename == code.co_filename and not any(added)


def answer(probe: "Callable[[], object]") -> str:
    """Return what ``probe`` returned, if that is a truth value, or what it did instead."""
    returned = probe()
    return str(returned) if isinstance(returned, bool) else "returned {!r}".format(returned)


def in_a_process(act: "Callable[[], str]") -> str:
    """Return what ``act`` returned in a process of its own, on one channel, or what the process did instead."""
    answered, written = channel("answer"), channel("written")
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(written, 1)
            os.dup2(written, 2)
            try:
                words = act()
            except BaseException as error:
                words = "raised {}: {}{}".format(type(error).__name__, error, line_of(error))
            sys.stdout.flush()
            sys.stderr.flush()
            os.write(answered, words.encode("utf-8", "backslashreplace"))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    words, output = content(answered), content(written)
    if output:
        return "wrote {!r}".format(output[:200])
    return words if words and not status else "ended without an answer, with the wait status {}".format(status)


def line_of(error: BaseException) -> str:
    """Return the line of ``claims.py`` that ``error`` came from, as words, or "" if there is none."""
    line = ""
    traceback = error.__traceback__
    while traceback is not None:
        if os.path.basename(traceback.tb_frame.f_code.co_filename) == "claims.py":
            line = " (line {})".format(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def channel(name: str) -> int:
    """Return the descriptor of a new file that has no name."""
    descriptor = os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR)
    os.unlink(name)
    return descriptor


def content(descriptor: int) -> str:
    """Return what was written to a channel, which is closed."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, size).decode("utf-8", "backslashreplace")
    os.close(descriptor)
    return text


if __name__ == "__main__":
    main()
