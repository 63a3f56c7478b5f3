"""What a file of probes may hold, so that what a page shows is what ran, and no probe can look up the version.

A run of the probes (``run_probes.py``) is held against both rules too: it sees what cannot be read off the code.
"""

import ast
import contextlib
import re
import warnings
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Set, Tuple

from bookcheck.errors import BookError
from bookcheck.programs.examples import standard_library

_TELLS = re.compile(
    r"""version|hexver|winver|winreg|api_ver|py_ver|patchlevel|release_?level|build_?info|get_build
      | cache_tag|magic_number|get_magic|cache_from_source|source_from_cache
      | python_(?:build|branch|revision|compiler)|soabi|multiarch|ldlibrary|libdest|includepy|stdlib_dir
      | ext(?:ension)?_suffix|all_suffixes|user_agent|copyright|bootstrap_external|importlib_external|/proc/
      | \b_git\b|get_config_vars""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a name, or a text that is no program, has in it if it tells which version a Python is.

From the documentation of sys, platform, sysconfig, importlib.util, site and ctypes.
"""

_NUMBER = re.compile(r"(?<![\w.])3\.\d+|(?:[Pp]ython|py)[-_. ]?3\d*(?:\.\d+)?|(?:^|(?<=\s))-V+\b")
"""A text that names a version, or the option that asks for it."""

_MODULES = ("platform", "distutils", "ensurepip", "pip", "setuptools", "venv", "pydoc", "_sysconfigdata")
"""Modules that tell the version, whatever is asked of them."""

_PLACES = (
    "__file__",
    "__path__",
    "__spec__",
    "__cached__",
    "co_filename",
    "realpath",
    "prefix",
    "exec_prefix",
    "base_prefix",
    "base_exec_prefix",
    "_base_executable",
)
"""Attributes that lead to a folder whose name has the version in it."""

_FEATURE = re.compile(r"(?:Py_|WITH_|HAVE_)\w+")
"""The variables of sysconfig that are about features."""

_ALLOWED = {("marshal", "version")}
"""Attributes of modules that are versions of something else."""

Found = Tuple[int, str]


def check_rules(tree: ast.Module, path: Path) -> None:
    """Raise :class:`BookError` for the first part of ``tree``, the claims.py at ``path``, that breaks a rule."""
    for line, problem, fix in (*_shown(tree), *_told(tree)):
        raise BookError(problem, path=path, line=line, fix=fix)


def shown_with(tree: ast.Module, name: str) -> List[ast.stmt]:
    """Return the statements that the probe ``name`` needs, in their order: imports, constants, helpers, itself."""
    defined = {bound: node for node in tree.body for bound in _bound(node)}
    wanted: Set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name in defined and name not in wanted:
            wanted.add(name)
            waiting += [inner.id for inner in ast.walk(defined[name]) if isinstance(inner, ast.Name)]
    return [node for node in tree.body if wanted & set(_bound(node))]


def _bound(node: ast.stmt) -> List[str]:
    """Return the names that a statement of the module binds."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [alias.asname or alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def _shown(tree: ast.Module) -> Iterator[Tuple[int, str, str]]:
    """Yield each statement after which a function might not be what its lines say."""
    bound: Dict[str, ast.stmt] = {}
    library = standard_library()
    for node in tree.body:
        words = _not_plain(node)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _arguments(node.args):
            words = "a probe that takes an argument: {}".format(node.name)
        if words:
            yield node.lineno, "a file of probes has {}".format(words), "write an import, a constant or a function"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or "."]
            for name in names:
                if name.partition(".")[0] not in library or name == "__main__":
                    yield node.lineno, "{} is not a module of the standard library".format(name), "do not import it"
        for name in _bound(node):
            before = bound.setdefault(name, node)
            both = (ast.Import, ast.ImportFrom)
            if before is not node and not (isinstance(before, both) and isinstance(node, both)):
                problem = "{} is defined on line {} and again here".format(name, before.lineno)
                yield node.lineno, problem, "rename one of them"
    for inner in ast.walk(tree):
        if isinstance(inner, ast.Global):
            yield inner.lineno, "a function changes the global name {}".format(inner.names[0]), "return a value instead"


def _not_plain(node: ast.stmt) -> Optional[str]:
    """Return what makes ``node`` run code of its own when the module is imported, in words; None if nothing does."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        if node.decorator_list:
            return "the decorator @{} for {}".format(_words(node.decorator_list[0]), node.name)
        if isinstance(node, ast.ClassDef):
            inner: List[ast.AST] = [*node.bases, *node.keywords, *node.body]
        else:
            arguments = node.args
            inner = [*arguments.defaults, *filter(None, arguments.kw_defaults), *filter(None, [node.returns])]
            inner += [argument.annotation for argument in _arguments(arguments) if argument.annotation]
        parts = (_not_plain(part) if isinstance(part, ast.stmt) else _runs(part) for part in inner)
        return next((words for words in parts if words), None)
    if isinstance(node, (ast.Import, ast.Pass)):
        return None
    if isinstance(node, ast.ImportFrom):
        return "an import of every name" if node.names[0].name == "*" else None
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return None
    if isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets):
        return _runs(node.value)
    return "a statement that runs when it is imported: {}".format(_words(node))


def _runs(node: ast.AST) -> Optional[str]:
    """Return the first part of an expression that calls what could do anything, in words."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and _words(inner.func) != "sizeof":
            return "a call that runs when it is imported: {}".format(_words(inner.func))
        if isinstance(inner, (ast.Lambda, ast.NamedExpr, ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp)):
            return "an expression that runs code when it is imported: {}".format(_words(inner))
    return None


def _arguments(arguments: ast.arguments) -> List[ast.arg]:
    both = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return both + [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]


def _words(node: ast.AST) -> str:
    name = getattr(node, "id", None) or getattr(node, "attr", None)
    return str(name or type(node).__name__)


def _told(tree: ast.Module) -> Iterator[Tuple[int, str, str]]:
    """Yield each place where the code asks, or may ask, which version the Python is."""
    for node in tree.body[ast.get_docstring(tree) is not None :]:
        stated = (ast.get_docstring(node) or "") if isinstance(node, ast.FunctionDef) else ""
        for line, name in _tells(node, stated):
            yield (
                line,
                "a probe asks for the version: {}".format(name),
                "ask what the Python does; a text of that name may be in code only if the docstring states it",
            )


def _tells(node: ast.AST, stated: str) -> Iterator[Found]:
    """Yield the line and the name of each version fact in ``node``; what its docstring has ``stated`` may be in texts.

    A name that is only asked for with :func:`hasattr` tells nothing of its value.
    """
    skipped: Set[int] = set()
    for inner in ast.walk(node):
        if isinstance(inner, (ast.FunctionDef, ast.ClassDef, ast.Module)) and ast.get_docstring(inner) is not None:
            skipped.add(id(inner.body[0].value))  # type: ignore[attr-defined]
        if isinstance(inner, ast.Call) and _words(inner.func) == "hasattr" and len(inner.args) == 2:
            skipped.add(id(inner.args[1]))
    for inner in ast.walk(node):
        if id(inner) not in skipped:
            line = getattr(inner, "lineno", 1)
            yield from ((line, name) for name in _names(inner, stated))


def _names(node: ast.AST, stated: str) -> Iterator[str]:
    """Yield what ``node`` itself, without what is in it, tells of the version."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
        text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
        yield from _in_text(text, stated)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        modules = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or "", *modules]
        elif any(alias.asname for alias in node.names if alias.name.startswith("sysconfig")):
            yield "sysconfig under another name"
        for name in modules:
            if (
                name.partition(".")[0] in _MODULES
                or _TELLS.search(name)
                or (name == modules[0] == "sysconfig" and (isinstance(node, ast.ImportFrom)))
            ):
                yield name
    elif isinstance(node, ast.Attribute):
        owner = _words(node.value)
        if (owner, node.attr) not in _ALLOWED and (
            _TELLS.search(node.attr) or node.attr in _PLACES or (owner == "sysconfig" and node.attr != "get_config_var")
        ):
            yield "{}.{}".format(owner, node.attr)
    elif isinstance(node, ast.Call) and _words(node.func) == "get_config_var":
        asked = getattr(node.args[0], "value", None) if node.args else None
        if not (isinstance(asked, str) and _FEATURE.fullmatch(asked)):
            yield "get_config_var({!r})".format(asked)
    elif isinstance(node, ast.Name) and _TELLS.search(node.id):
        yield node.id
    elif isinstance(node, ast.keyword) and node.arg and _TELLS.search(node.arg):
        yield node.arg


def _in_text(text: str, stated: str) -> Iterator[str]:
    """Yield what a text in the code tells: as a program, if it is one, and else by its words."""
    for match in _NUMBER.finditer(text):
        if match.group() not in stated:
            yield match.group()
    tree = None
    if not text.isidentifier():
        with contextlib.suppress(SyntaxError, ValueError), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes in a text that is no program
            tree = ast.parse(text)
    if tree is not None and tree.body:
        yield from (name for _, name in _tells(tree, stated))
        return
    for match in _TELLS.finditer(text):
        if match.group() not in stated:
            yield match.group()
