"""What laws are checked over: the files of the installed standard library, and what the running Python can list.

It runs by itself, beside the laws, with the standard library only; a change here makes the recorded laws stale.
A law names its corpus by its parameters. Those of :class:`File` are built once a file, and only if a law asks for them.
"""

import ast
import builtins
import dis
import importlib
import io
import json
import keyword
import os
import py_compile
import random
import re
import subprocess
import symtable
import sys
import tempfile
import tokenize
import zipfile
from functools import cached_property
from types import CodeType, SimpleNamespace
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

LEFT_OUT = {"__pycache__", "dist-packages", "idle_test", "idlelib", "site-packages", "test", "tests", "turtledemo"}
"""Folders of the library's folder that are not part of the corpus: tests, programs with windows, what was installed."""

NOT_IMPORTED = {"antigravity", "this", "site", "sitecustomize", "usercustomize", "__main__"}
"""Modules that do something visible when they are imported."""

BEFORE_3_10 = sys.version_info < (3, 10)
_CACHE = dis.opmap.get("CACHE", -1)


class Instruction(NamedTuple):
    """One instruction: its offset in bytes, name and argument, where the next begins, and the target of its jump.

    An ``EXTENDED_ARG`` is part of the instruction that it belongs to, which begins at its own ``offset``; ``start`` is
    where the first such prefix is.
    """

    start: int
    offset: int
    name: str
    argument: int
    after: int
    target: Optional[int]


def instructions(code: CodeType) -> List[Instruction]:
    """Return the instructions of ``code`` in their order, without inline caches (``Lib/dis.py``, _unpack_opargs)."""
    data = code.co_code
    result = []
    argument, start, size = 0, 0, len(data)
    offset = 0
    while offset < size:
        number = data[offset]
        argument |= data[offset + 1]
        if number == dis.EXTENDED_ARG:
            argument <<= 8
            offset += 2
            continue
        after = offset + 2
        while after < size and data[after] == _CACHE:
            after += 2
        name = dis.opname[number]
        result.append(Instruction(start, offset, name, argument, after, _target(number, name, argument, after)))
        argument, start, offset = 0, after, after
    return result


def _target(number: int, name: str, argument: int, after: int) -> Optional[int]:
    unit = 1 if BEFORE_3_10 else 2
    if number in _ABSOLUTE:
        return argument * unit
    if number in _RELATIVE:
        return after - argument * unit if "JUMP_BACKWARD" in name else after + argument * unit
    return None


_ABSOLUTE, _RELATIVE = frozenset(dis.hasjabs), frozenset(dis.hasjrel)


class Code:
    """A code object of the library: ``value`` itself, its ``name`` with its file, and what is made of it."""

    def __init__(self, value: CodeType, name: str, parent: Optional["Code"]) -> None:
        self.value = value
        self.name = name
        self.parent = parent

    @cached_property
    def instructions(self) -> List[Instruction]:
        """The instructions, see :func:`instructions`."""
        return instructions(self.value)

    @cached_property
    def inner(self) -> List[CodeType]:
        """The code objects among its constants."""
        return [constant for constant in self.value.co_consts if isinstance(constant, CodeType)]


class File:
    """A source file of the library: ``name`` is its path in the library's folder."""

    def __init__(self, name: str, path: str) -> None:
        self.name = name
        self.path = path

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file."""
        with open(self.path, "rb") as stream:
            return stream.read()

    @cached_property
    def text(self) -> str:
        """The decoded text, with line feeds only."""
        with tokenize.open(self.path) as stream:
            return stream.read()

    @cached_property
    def tokens(self) -> List[Any]:
        """The tokens of the module ``tokenize``."""
        return list(tokenize.tokenize(io.BytesIO(self.data).readline))

    @cached_property
    def tree(self) -> ast.Module:
        """The abstract syntax tree."""
        return ast.parse(self.data)

    @cached_property
    def nodes(self) -> List[ast.AST]:
        """Every node of the tree."""
        return list(ast.walk(self.tree))

    @cached_property
    def module_code(self) -> CodeType:
        """The code object of the module."""
        return compile(self.data, self.path, "exec", dont_inherit=True)

    @cached_property
    def codes(self) -> List[Code]:
        """Every code object of the file, the module's first."""
        codes = [Code(self.module_code, self.name, None)]
        for code in codes:
            codes += [Code(inner, "{} {}".format(code.name, inner.co_name), code) for inner in code.inner]
        return codes

    @cached_property
    def tables(self) -> List[symtable.SymbolTable]:
        """Every symbol table of the file, the module's first."""
        tables = [symtable.symtable(self.text, self.path, "exec")]
        for table in tables:
            tables += table.get_children()
        return tables


def library() -> Iterator[File]:
    """Yield the source files of the standard library, in the order of their names; :data:`LEFT_OUT` are left out."""
    root = os.path.dirname(os.__file__)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT)
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(".py") and os.path.isfile(path):  # a link may lead nowhere
                yield File(os.path.relpath(path, root).replace(os.sep, "/"), path)


def seed(package: str, laws: object) -> Optional[File]:
    """Return the ``SEED`` of a package's laws as one more file, None if there is none.

    It holds what the library need not: cases that a false twin fails for.
    """
    text = getattr(laws, "SEED", None)
    if text is None:
        return None
    path = os.path.abspath("seed_of_{}.py".format(package))
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return File("the seed of " + package, path)


Items = Iterator[Tuple[str, Any]]


def modules() -> Items:
    """Yield the modules that can be imported here: those of the library and the built-in ones."""
    paths = (file.name[: -len(".py")] for file in library())
    names = [path.replace("/", ".") for path in paths]
    names = [name[: -len(".__init__")] if name.endswith(".__init__") else name for name in names]
    output = sys.stdout
    for name in [*sys.builtin_module_names, *names]:
        last = name.rpartition(".")[2]
        if last in NOT_IMPORTED or last.startswith("__") or not name.replace(".", "").isidentifier():
            continue
        try:
            sys.stdout = io.StringIO()
            module = importlib.import_module(name)
        except BaseException:  # of another operating system, or without what it needs
            continue
        finally:
            sys.stdout = output
        yield name, module


def opcodes() -> Items:
    """Yield each instruction that code may hold, as its name and number."""
    for name, number in dis.opmap.items():
        if number < 256:
            yield name, SimpleNamespace(name=name, number=number)


def keywords() -> Items:
    """Yield each keyword, with whether it is a soft one, which is a keyword in some places only."""
    for name in keyword.kwlist:
        yield name, SimpleNamespace(name=name, soft=False)
    for name in getattr(keyword, "softkwlist", ()):  # 3.9 and later
        yield name, SimpleNamespace(name=name, soft=True)


def operators() -> Items:
    """Yield each arithmetic operator between two operands: its text."""
    for text in Generator.OPERATORS:
        yield text, text


def builtin_names() -> Items:
    """Yield each built-in name that does not begin with an underscore."""
    for name, value in sorted(vars(builtins).items()):
        if not name.startswith("_"):
            yield name, SimpleNamespace(name=name, value=value)


_REPORT = """\
import json, sys
print(json.dumps({
    "name": __name__, "registered": vars(sys.modules["__main__"]) is globals(),
    "package": __package__, "spec": None if __spec__ is None else __spec__.name,
    "file": globals().get("__file__"), "cached": globals().get("__cached__"), "argv": sys.argv, "path": sys.path[:1],
    "builtins": __builtins__ is sys.modules["builtins"], "doc": __doc__,
    "under_if": __name__ == "__main__",
}))
"""


def starts() -> Items:
    """Yield each way to start Python with what the code that was started finds, and the files that it leaves."""
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)

        def write(path: str, text: str = _REPORT) -> str:
            full = os.path.join(folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w") as stream:
                stream.write(text)
            return full

        for path in ("script.py", "script.txt", "app/__main__.py", "shop/__main__.py", "shop/report.py", "alone.py"):
            write(path)
        write("shop/__init__.py", "")
        with zipfile.ZipFile(os.path.join(folder, "app.zip"), "w") as archive:
            archive.writestr("__main__.py", _REPORT)
        py_compile.compile(os.path.join(folder, "script.py"), os.path.join(folder, "compiled.pyc"))
        ways: Dict[str, Tuple[List[str], str]] = {
            "a file": (["script.py"], ""),
            "a file with another suffix": (["script.txt"], ""),
            "a .pyc file": (["compiled.pyc"], ""),
            "a folder": (["app"], ""),
            "a zip file": (["app.zip"], ""),
            "-m and a module": (["-m", "alone"], ""),
            "-m and a module of a package": (["-m", "shop.report"], ""),
            "-m and a package": (["-m", "shop"], ""),
            "-c": (["-c", _REPORT], ""),
            "- and standard input": (["-"], _REPORT),
            "standard input": ([], _REPORT),
            "-O": (["-O", "script.py"], ""),
            "-OO": (["-OO", "script.py"], ""),
            "-I": (["-I", "script.py"], ""),
            "-E": (["-E", "script.py"], ""),
            "-S": (["-S", "script.py"], ""),
            "-u": (["-u", "script.py"], ""),
            "-B": (["-B", "script.py"], ""),
            "-X dev": (["-X", "dev", "script.py"], ""),
            "-X utf8": (["-X", "utf8", "script.py"], ""),
        }
        if sys.version_info >= (3, 11):
            ways["-P"] = (["-P", "script.py"], "")
        environ = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        for way, (arguments, typed) in ways.items():
            done = subprocess.run(
                [sys.executable, *arguments],
                input=typed, capture_output=True, cwd=folder, env=environ, text=True,
            )  # fmt: skip
            facts = json.loads(done.stdout)
            yield way, SimpleNamespace(way=way, arguments=arguments, folder=folder, **facts)


class Generator:
    """Makes expressions out of the names ``a`` to ``h``; the same ones on every Python, because its seed is fixed."""

    OPERATORS = ("+", "-", "*", "@", "/", "//", "%", "<<", ">>", "&", "|", "^", "**")
    COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def expression(self, depth: int) -> str:
        """Return an expression in which at most ``depth`` operations are nested."""
        if depth == 0:
            return self.random.choice("abcdefgh")
        kind = self.random.randrange(7)
        left, right = self.expression(depth - 1), self.expression(self.random.randrange(depth))
        if kind == 0:
            return "({} {} {})".format(left, self.random.choice(self.COMPARISONS), right)
        if kind == 1:
            return "{}({}, {})".format(self.random.choice("abcdefgh"), left, right)
        if kind == 2:
            return "({})[{}]".format(left, right)
        return "({}) {} ({})".format(left, self.random.choice(self.OPERATORS), right)


def expressions() -> Items:
    """Yield 1,000 expressions of nested operations, comparisons, calls and subscripts."""
    generator = Generator(12)
    for _ in range(1000):
        text = generator.expression(generator.random.randrange(1, 4))
        yield text, text


def garbled() -> Items:
    """Yield 2,000 strings that are nearly Python: a small program with a word or a sign lost, doubled or replaced."""
    chance = random.Random(12)
    pieces = [match.span() for match in re.finditer(r"\w+|\S", _SAMPLE)]
    for _ in range(2000):
        (start, end), other = chance.choice(pieces), chance.choice(pieces)
        piece = _SAMPLE[start:end]
        new = chance.choice(("", piece + " " + piece, _SAMPLE[slice(*other)]))
        row = _SAMPLE.count("\n", 0, start) + 1
        text = _SAMPLE[:start] + new + _SAMPLE[end:]
        yield "line {}, {!r} instead of {!r}".format(row, new, piece), text


_SAMPLE = """\
import json
def total(prices, *, rate=0.2):
    if not prices: return None
    return sum(price * (1 + rate) for price in prices)
class Basket:
    items: list = []
    def add(self, item): self.items += [item, {"name": item}]
for basket in [Basket(), Basket()]: print(f"{basket!r}", total([1, 2]), basket.items[-1:])
try: json.loads("[")
except ValueError as error: print(error)
"""

PER_FILE = ("file", "data", "text", "tokens", "tree", "nodes", "module_code", "codes", "tables")
"""The parameters that a law over files may have, several at once."""

EACH = {"code": "codes", "table": "tables"}
"""The parameters of a law that is called once for each of something in a file."""

LISTS: Dict[str, Callable[[], Items]] = {
    "opcode": opcodes,
    "builtin": builtin_names,
    "keyword": keywords,
    "operator": operators,
    "expression": expressions,
    "garbled": garbled,
    "start": starts,
    "module": modules,
}
"""The parameters of a law that is called once for each entry of a list; modules last, since imports change things."""
