"""Rows of damage to what runs: programs that depend on luck or on the machine, escape, or change their Python."""

from bookcheck.pages.book import Book
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings.recording import Recording
from tests.gates.damage import BASICS, EVERYWHERE, RECORD, RECORDED, SAY_HELLO, Damage, Row
from tests.small_book import edit, write_recording

LUCK = "it depends on the hash seed"
CHANCE = "it depends on chance"
CHANGED = "changed the Python of every program"
STALE = dict.fromkeys(EVERYWHERE, (RECORDED + ":2", "basics/say_hello has changed"))
"""What the gates say that run nothing: a program that somebody changed is to be recorded first."""


def says(*lines: str) -> Damage:
    """Put ``lines`` at the end of the program that says hello."""

    def act(book: Book) -> None:
        path = book.root / SAY_HELLO
        path.write_text(path.read_text(encoding="utf-8") + "\n\n" + "\n".join(lines) + "\n", encoding="utf-8")

    return act


def refused(name: str, words: str, *lines: str) -> Row:
    """Return the row of a program with ``lines``, which `make record` refuses with ``words``."""
    return Row(name, says(*lines), SAY_HELLO, words, (*EVERYWHERE, RECORD), STALE)


def excluded(*lines: str) -> Damage:
    """Declare ``lines`` for the longest word, so that the running Python is excluded, and record it for the others."""

    def act(book: Book) -> None:
        path = book.root / BASICS / "longest_word.py"
        outcome = book.load_recording(book.examples["basics/longest_word"]).look_up(
            Python(running_tag(), running_release())
        )
        assert outcome is not None
        edit(path, "# book: requires >=3.8: assignment expressions are new in 3.8", "\n".join(lines))
        book = Book(book.root)
        example = book.examples["basics/longest_word"]
        outcomes = {python.tag: outcome for python in book.applicable(example)}
        write_recording(book, Recording(example.name, example.digest, outcomes))

    return act


def edits_the_book(book: Book) -> None:
    """Have the program that says hello write into a page."""
    says(f"with open({str(book.docs / 'values.md')!r}, 'a') as page:", "    page.write('changed')")(book)


def write_into(folder: str, file: str, text: str) -> tuple[str, ...]:
    """Return a program that writes ``text`` into a ``file`` of a ``folder`` of its Python."""
    return ("import sys", "import sysconfig", f"where = {folder}", f"with open(where + {file!r}, 'a') as stream:",
        f"    stream.write({text!r})")  # fmt: skip


ESCAPED = "left a process running"
SLEEP = "    os.close(1), os.close(2), time.sleep(60)"

ROWS: tuple[Row, ...] = (
    # Luck with the hash seed
    refused("a set of two strings", LUCK, 'print({"apple", "pear"})'),
    refused("a frozen set", LUCK, 'print(frozenset("xy"))'),
    refused("a dictionary of sets", LUCK, 'print({1: {"a", "b"}, 2: {"c", "d"}})'),
    refused("words joined from a set", LUCK, 'print(" ".join({"to", "be", "or", "not"}))'),
    refused("the first of a set", LUCK, 'print(next(iter({b"a", b"b", b"c", b"d"})))'),
    refused("the sign of a hash", LUCK, 'print([hash(word) > 0 for word in ("a", "b", "c", "d")])'),
    refused("a set of objects, ordered by address", CHANCE, "print([*{object() for _ in range(9)}])"),
    # Facts of one machine
    refused("the date", "the date, the time or the time zone", "import datetime", "print(datetime.date.today())"),
    refused("the year of UTC", "the date, the time or the time zone", "import time", "print(time.gmtime().tm_year)"),
    refused("days since 1970", "the time since 1970", "import time", "print(int(time.time()) // 86400)"),
    refused("the name of the machine", "the name of the machine", "import platform", "print(platform.node())"),
    refused("the kernel", "the kernel", "import os", "print(os.uname().release)"),
    refused("the number of processors", "the number of processors", "import os", "print(os.cpu_count())"),
    refused("the user's number", "the user's name or number", "import os", "print(os.getuid())"),
    refused("the user's name", "the user's name or number", "import getpass", "print(getpass.getuser())"),
    refused("the length of the folder's name", "the folder that it runs in", "import os", "print(len(os.getcwd()))"),
    refused("the time zone", "the date, the time or the time zone", "import time", "print(time.tzname)"),
    refused("the memory", "files that say what machine this is", "print(open('/proc/meminfo').readline())"),
    refused("the mask of permissions", "the mask of permissions", "import os", "print(os.umask(0o22))"),
    refused("the order of a folder", "the folder that it runs in", "import os", "import pathlib", "os.mkdir('box')",
        "for name in 'abcdefgh':", "    pathlib.Path('box', name).touch()", "print(os.listdir('box'))"),
    refused("an address, which a rule would normalize", CHANCE, "print(object())"),
    # An exclusion that is false
    *(
        Row("a Python excluded without need" + how, excluded(*lines), BASICS + "/longest_word.py",
            f"does on Python {running_tag()} exactly what it does on", ("pytest", RECORD))
        for how, lines in {
            "": ["# book: requires <3.8: it is for old Pythons"],
            ", by two conditions": ["# book: requires <3.9: it is old", "# book: requires >=3.6: and not too old"],
            ", by one version": ["# book: requires ==3.7: it is of that Python"],
            ", by a condition of two terms": ["# book: requires >=3.7 <3.9: it is of these Pythons"],
            ", and an ending declared elsewhere": ["# book: requires <3.8: it is old", "# book: exit 0 on <3.8",
                "# book: exit 3 on >=3.8"],
        }.items()
    ),
    # Programs that change the Python of all programs
    refused("a .pth file", CHANGED, *write_into("sysconfig.get_path('purelib')", "/x.pth", "import sys\n")),
    refused("a sitecustomize", CHANGED, *write_into("sysconfig.get_path('purelib')", "/sitecustomize.py", "len = 1\n")),
    refused("other settings of the environment", CHANGED, *write_into("sys.prefix", "/pyvenv.cfg", "x = y\n")),
    refused("a program beside the interpreter", CHANGED, *write_into("sys.prefix", "/bin/pip", "")),
    refused("a package for all", CHANGED, "import os", "import sysconfig",
        "os.mkdir(sysconfig.get_path('purelib') + '/json')",
        "open(sysconfig.get_path('purelib') + '/json/__init__.py', 'w').close()"),
    Row("a program that edits the book", edits_the_book, SAY_HELLO,
        "files of the book changed while basics/say_hello ran", (*EVERYWHERE, RECORD), STALE),
    refused("a file beside the folder of the program", "wrote outside its folder", "open('../left', 'w').close()"),
    # Processes that escape
    *(
        refused(name, ESCAPED, "import os", "import time", *lines)
        for name, lines in {
            "a child": ["if not os.fork():", SLEEP],
            "a child in its own session": ["if not os.fork():", "    os.setsid()", SLEEP],
            "a daemon": ["if not os.fork():", "    os.setsid()", "    if os.fork():", "        os._exit(0)", SLEEP],
            "a child in its own group": ["if not os.fork():", "    os.setpgid(0, 0)", SLEEP],
            "a child of another program": ["import subprocess", "subprocess.Popen(['sleep', '60'],",
                "    start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)"],
        }.items()
    ),
    refused("a program that ends who watches over it", "ended the process that watches over it", "import os",
        "import signal", "os.kill(os.getppid(), signal.SIGKILL)"),
)  # fmt: skip
