"""Finds the examples: modules and folders in the packages of the book's folder of examples."""

import hashlib
import io
import shlex
import subprocess
import sys
import tokenize
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

from bookcheck.characters import first_unseen
from bookcheck.errors import BookError
from bookcheck.programs.declaration import Declaration, read_declaration
from bookcheck.programs.marks import MarkedSource, definitions, take_apart

PROBES = "claims"
_LEFTOVERS = ("~", ".bak", ".orig", ".pyc", ".pyd", ".pyo", ".rej", ".so", ".swo", ".swp", ".tmp")
LAWS = "laws"
_MAINS = ("main.py", "__main__.py")
_END_WITH_LF = (
    'python3 -c "import pathlib, sys; file = pathlib.Path(sys.argv[1]); '
    r"file.write_bytes(file.read_bytes().replace(b'\r\n', b'\n'))"
    '" {}'
)


@dataclass(frozen=True)
class ProgramFile:
    """One file of a program: the bytes that run, and the text that is shown."""

    data: bytes
    text: str
    marks: MarkedSource

    def part(self, name: str) -> Optional[Tuple[int, int]]:
        """Return the first and last line (from 1, both included) of a marked part or top-level definition, or None."""
        return self.marks.parts.get(name) or definitions(self.text).get(name)

    @property
    def part_names(self) -> Tuple[str, ...]:
        """Every name that :meth:`part` knows."""
        return tuple(self.marks.parts) + tuple(definitions(self.text))


@dataclass(frozen=True)
class Example:
    """A program that the book shows.

    ``path`` is the file that starts it, with the declaration; ``folder`` is set for a program of several files;
    ``files`` are keyed by their path within the program, the one that starts it first.
    """

    name: str
    path: Path
    folder: Optional[Path]
    files: Mapping[str, ProgramFile]
    declaration: Declaration

    @property
    def main(self) -> str:
        """The file that starts the program, by its path within the program."""
        return next(iter(self.files))

    @property
    def docstring(self) -> str:
        """The docstring of the file that starts the program, as that file writes it, or "".

        No parser reads it: an example may show a syntax error.
        """
        for quote in ('"""', "'''"):
            if self.files[self.main].text.startswith(quote):
                return self.files[self.main].text[3:].partition(quote)[0]
        return ""

    @cached_property
    def digest(self) -> str:
        """A digest of all that decides what the program prints, 16 hexadecimal digits."""
        digest = hashlib.sha256(self.declaration.fingerprint.encode())
        for name, file in sorted(self.files.items()):
            digest.update(b"\0%s\0%d\0" % (name.encode(), len(file.data)))
            digest.update(file.data)
        return digest.hexdigest()[:16]


def find_examples(root: Path) -> Dict[str, Example]:
    """Return every example below ``root`` by name, in the order of their names.

    Raises :class:`BookError` for a folder without ``__init__.py``, two examples of one name, a name of the standard
    library, a symbolic link, a leftover, a file that git ignores, a character that cannot be seen, a bad mark or a
    declaration that cannot be parsed.
    """
    examples: Dict[str, Example] = {}
    _check_kinds(root)
    for package in _packages(root):
        for path in sorted(package.iterdir()):
            if path.name[0] in "._" or path.name in (PROBES + ".py", LAWS + ".py"):
                continue
            if path.is_dir():
                example = read_folder(path, "{}/{}".format(package.name, path.name))
            elif path.suffix == ".py":
                example = read_module(path, "{}/{}".format(package.name, path.stem))
            else:
                raise BookError(
                    "a file among the examples is not an example",
                    path=path,
                    expected="NAME.py, or a folder NAME/ with main.py",
                    fix="move it into the folder of the example that needs it",
                )
            _check_name(example, examples)
            examples[example.name] = example
    return dict(sorted(examples.items()))


def find_claims_files(root: Path, stem: str = PROBES) -> Dict[str, Path]:
    """Return the ``claims.py`` of each package below ``root``, by package; or another file, ``laws`` for example."""
    paths = ((package.name, package / (stem + ".py")) for package in _packages(root))
    return {name: path for name, path in paths if path.exists()}


def _packages(root: Path) -> List[Path]:
    if not root.is_dir():
        raise BookError("there is no folder of examples", path=root, fix="git checkout " + root.name)
    packages = [path for path in sorted(root.iterdir()) if path.name[0] not in "._"]
    for package in packages:
        if not package.is_dir():
            raise BookError(
                "a file is outside the packages of examples",
                path=package,
                expected="PACKAGE/{}, in the package of its page".format(package.name),
                fix="move it there",
            )
        if not (package / "__init__.py").exists():
            raise BookError(
                "a package of examples has no __init__.py",
                path=package,
                expected="__init__.py with a docstring that says what the examples are about",
                fix="touch {}".format(package / "__init__.py"),
            )
    return packages


def _check_name(example: Example, known: Mapping[str, Example]) -> None:
    short = example.name.rpartition("/")[2]
    wrong = partial(BookError, path=example.path)
    rename = "rename it, as in disassemble_add.py"
    if example.name in known:
        other = str(known[example.name].path)
        raise wrong("two examples are named {}".format(example.name), found=other, fix="rename one of them")
    if not short.isidentifier() or short.lower() != short:
        raise wrong("an example's name is not a lower-case identifier", found=short, fix=rename)
    if short in (PROBES, LAWS):
        kind = "probes" if short == PROBES else "laws"
        raise wrong("{} is the name of the {}, not of an example".format(short, kind), fix=rename)
    if short in standard_library():
        problem = "the example {} hides the module {} of the standard library".format(example.name, short)
        raise wrong(problem, expected="a name that no import of the program can meet", fix=rename)


def standard_library() -> FrozenSet[str]:
    """Return the names of the standard library's top-level modules, as the running Python knows them."""
    names = getattr(sys, "stdlib_module_names", None)
    if names is None:  # 3.8 and 3.9
        folder = Path(tokenize.__file__).parent
        names = set(sys.builtin_module_names)
        names.update(path.stem for path in folder.glob("[a-z]*.py"))
        names.update(path.parent.name for path in folder.glob("[a-z]*/__init__.py"))
        names.update(path.name.partition(".")[0] for path in folder.glob("lib-dynload/*"))
    return frozenset(names)


def read_module(path: Path, name: str) -> Example:
    """Read the example that is the single module ``path``."""
    file = _read_file(path, path)
    files = {path.name: file}
    declaration = read_declaration(file.marks.declaration, path, path.name, tuple(files))
    return Example(name, path, None, files, declaration)


def read_folder(folder: Path, name: str) -> Example:
    """Read the example that is a folder with ``main.py`` or ``__main__.py`` and the files beside it."""
    mains = [folder / main for main in _MAINS if (folder / main).is_file()]
    if len(mains) != 1:
        raise BookError(
            "a folder of examples does not say which of its files starts the program",
            path=folder,
            expected="one of " + " or ".join(_MAINS),
            found=", ".join(main.name for main in mains) or "neither",
            fix="rename the file that starts it to main.py",
        )
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path != mains[0]
    ]
    files = {path.relative_to(folder).as_posix(): _read_file(path, mains[0]) for path in mains + paths}
    declaration = read_declaration(files[mains[0].name].marks.declaration, mains[0], mains[0].name, tuple(files))
    return Example(name, mains[0], folder, files, declaration)


def check_text(text: str, data: bytes, path: Path) -> None:
    """Raise :class:`BookError` for what a reader cannot see, or reads otherwise than Python does."""
    error = first_unseen(text, path)
    if error is not None:
        raise error
    if path.suffix == ".py":
        try:
            encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
            read = data.decode(encoding)
        except (SyntaxError, ValueError):
            return  # Python refuses it too, and an example may show that
        if read != text:
            raise BookError(
                "Python reads a program otherwise than a reader does",
                path=path,
                line=1,
                expected="UTF-8, which needs no declaration",
                found="a declaration of the encoding " + encoding,
                fix="remove the declaration",
            )


def _check_kinds(root: Path) -> None:
    """Raise :class:`BookError` for a link, a leftover or a file that git ignores, anywhere below ``root``."""
    paths = [path for path in sorted(root.rglob("*")) if "__pycache__" not in path.parts]
    for path in paths:
        if path.is_symlink():
            problem, fix = "a symbolic link is among the examples", "copy the file that it leads to into its place"
        elif path.name[0] == "." or path.name.endswith(_LEFTOVERS):
            problem, fix = "a hidden file or a leftover is among the examples", "rm -r " + shlex.quote(str(path))
        else:
            continue
        raise BookError(problem, path=path, expected="files of the book", found=path.name, fix=fix)
    for path in _ignored(root, paths):
        fix = "rename it, or: rm -r " + shlex.quote(str(path))
        raise BookError("git ignores a file among the examples, so no copy of the book has it", path=path, fix=fix)


def _ignored(root: Path, paths: Sequence[Path]) -> List[Path]:
    """Return those of ``paths`` that git ignores; none where there is no git, or no repository.

    If git ignores ``root`` itself, the book is a copy inside another tree, such as ``build/``, and none is meant.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.resolve().parents)):
        return []
    text = "\0".join([".", *(str(path.relative_to(root)) for path in paths)])
    command = ["git", "check-ignore", "--stdin", "-z"]
    try:
        done = subprocess.run(
            command, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=str(root), check=False
        )
    except OSError:
        return []
    ignored = [name for name in done.stdout.decode().split("\0") if name]
    return [] if "." in ignored else [root / name for name in ignored]


def _read_file(path: Path, main: Path) -> ProgramFile:
    data = path.read_bytes()
    if b"\r\n" in data:
        raise BookError(
            "a file of the program ends its lines with CR LF",
            path=path,
            expected="LF alone, as in the repository",
            fix=_END_WITH_LF.format(shlex.quote(str(path))),
        )
    try:
        text = data.decode("utf-8")
        check_text(text, data, path)
    except UnicodeDecodeError:
        # A program may be about encodings: such a file has no marks and runs as the bytes it is.
        try:
            text = data.decode(tokenize.detect_encoding(io.BytesIO(data).readline)[0])
        except (SyntaxError, UnicodeDecodeError):  # or about wrong ones
            text = data.decode("latin-1")
        return ProgramFile(data, text, MarkedSource(text))
    marked = take_apart(text, path) if path.suffix == ".py" else MarkedSource(text)
    if marked.declaration and path != main:
        raise BookError(
            "a declaration is in a file that does not start the program",
            path=path,
            line=marked.declaration[0].line,
            expected="it at the end of " + main.name,
            fix="move it there",
        )
    return ProgramFile(marked.program.encode("utf-8"), marked.program, marked)
