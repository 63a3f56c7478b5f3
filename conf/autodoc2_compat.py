"""Makes sphinx-autodoc2 0.5.0, the last release (2023), read this project's code.

Each function mends one thing and says which. Delete a function when a release of autodoc2 makes it needless,
and this module when none is left; ``tests/site/test_autodoc2_compat.py`` has a test for each.
"""

import ast
import functools
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import autodoc2.analysis
import autodoc2.astroid_utils
import autodoc2.sphinx.extension
from astroid import nodes
from astroid.builder import AstroidBuilder
from astroid.manager import AstroidManager
from autodoc2.render.myst_ import MystRenderer
from autodoc2.sphinx.utils import get_database
from autodoc2.utils import ItemData, yield_modules
from docutils.nodes import Node, TextElement, document
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.ext.intersphinx import missing_reference
from sphinx.util.typing import ExtensionMetadata

Items = Iterator[ItemData]
State = autodoc2.analysis.State


def parses(path: Path) -> bool:
    """Whether the Python that builds the site can parse the module at ``path``.

    autodoc2 stops at one that it cannot. An example that shows a syntax error is one, or one that needs a later Python.
    """
    try:
        with warnings.catch_warnings(action="ignore", category=SyntaxWarning):
            ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return False
    return True


def find_modules(folder: Path, **options: Any) -> list[tuple[Path, str]]:
    """Return the modules of a package that parse, in the order of their paths.

    autodoc2 walks a folder in the order of the file system, so pages differed between machines.
    """
    return sorted(found for found in yield_modules(folder, **options) if parses(found[0]))


def analyse(path: Path, name: str, **options: Any) -> Items:
    """Yield what the module ``name`` holds, and before its first module a folder that has no ``__init__.py``.

    autodoc2 finds a module by way of its package, and the folder of an example is none. It warns of a name that is
    bound twice, which programs do, and of one that a class inherits twice.
    """
    if not (path.parent / "__init__.py").exists():
        modules = sorted(filter(parses, path.parent.glob("*.py")))
        if path == modules[0]:
            main = next((module for module in modules if module.stem in ("main", "__main__")), path)
            doc = ast.get_docstring(ast.parse(main.read_bytes())) or ""
            yield {"type": "package", "full_name": name.rpartition(".")[0], "doc": doc, "file_path": str(main)}
    seen: set[str] = set()
    for item in autodoc2.analysis.analyse_module(path, name, **options):
        if item["full_name"] not in seen:
            seen.add(item["full_name"])
            yield item


def yield_type_alias(node: nodes.TypeAlias, state: State) -> Items:
    """Yield ``type X = …`` (PEP 695), which autodoc2 passes over, as data."""
    name = ".".join([*state.name_stack, node.name.name])
    yield {"type": "data", "full_name": name, "doc": "", "value": source_of(node.value), "annotation": None}


def yield_type_parameters(node: nodes.FunctionDef | nodes.ClassDef, state: State) -> Items:
    """Yield the type parameters of a definition (PEP 695), for :func:`resolve_reference` to know."""
    for parameter in node.type_params:
        name = ".".join([*state.name_stack, node.name, parameter.name.name])
        yield {"type": "type_parameter", "full_name": name, "doc": ""}


def yield_definition(node: nodes.FunctionDef | nodes.ClassDef, state: State) -> Items:
    """Yield a function or a class as autodoc2 does, and its type parameters."""
    if isinstance(node, nodes.ClassDef):
        yield from autodoc2.analysis.yield_class_def(node, state)
    else:
        yield from autodoc2.analysis.yield_function_def(node, state)
    yield from yield_type_parameters(node, state)


@dataclass(frozen=True)
class SourceText:
    """A value as its source says it. autodoc2 writes None for all but constants and lists of them."""

    text: str

    def __str__(self) -> str:
        return self.text


def source_of(node: nodes.NodeNG | None) -> SourceText | None:
    """Return the source of a value, or None for a name that has an annotation and no value."""
    return None if node is None else SourceText(node.as_string())


class Renderer(MystRenderer):
    """Writes the API pages."""

    def render_package(self, item: ItemData) -> Iterable[str]:
        """Yield the page of a package or a module: its docstring, its modules in a table, then all that it defines.

        autodoc2 gives each package a table of contents of its modules. Their pages would then stand in the sidebar of
        every page, which made a page of the book several times as big and as slow to build.
        """
        name = item["full_name"]
        if "." in name:
            yield from ["---", "orphan: true", "---", ""]
        yield from [f"# `{name}`", "", f"```{{py:module}} {name}", "```", ""]
        yield from [f"```{{autodoc2-docstring}} {name}", f":parser: {self.get_doc_parser(name)}", "```", ""]
        modules = list(self.get_children(item, {"package", "module"}))
        if modules:
            yield from self.generate_summary(modules, {each["full_name"]: each["full_name"] for each in modules})
        for child in self.get_children(item):
            if child not in modules:
                yield from self.render_item(child["full_name"])

    def render_data(self, item: ItemData) -> Iterable[str]:
        """Return the lines for a name of a module or a class."""
        lines = list(super().render_data(item))
        # autodoc2 writes two lines, of which MyST 5 takes the second for text, and None where there is no value.
        at = lines.index(":value: >")
        value = lines[at + 1].strip().replace("'", "''")
        lines[at : at + 2] = [] if item.get("value") is None else [f":value: '{value}'"]
        return lines


def resolve_reference(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: TextElement) -> Node | None:
    """Resolve a reference in the API pages that Sphinx cannot.

    A docstring may name what its module imports, and ``BookError`` for ``bookcheck.errors.BookError`` if no other
    module of the package has a name like it. What is known and stands on no page is text without a link:
    what comes from a package without an inventory, a private name, a type parameter
    (https://github.com/sphinx-doc/sphinx/issues/14462).
    """
    module, target, kind = node.get("py:module") or "", node["reftarget"], node.get("reftype", "")
    if node.get("refdomain") != "py" or not module:
        return None
    known, domain = get_database(env), env.domains.python_domain
    package, end = module.partition(".")[0] + ".", "." + target
    names = [
        name
        for name, entry in domain.objects.items()
        if name.startswith(package) and name.endswith(end) and not entry.aliased
    ]
    if len(names) == 1:
        return domain.resolve_xref(env, node["refdoc"], app.builder, kind, names[0], node, content)
    # The table of a package shows the first words of its modules, so these count too.
    for item in known.get_items_like(f"{module}*"):
        for imported, alias in item.get("imports", []):
            if target == (alias or imported.rpartition(".")[2]):
                node["reftarget"] = imported
                return missing_reference(app, env, node, content) or content
    return content if target in known or any(known.get_items_like(f"{module}*{end}")) else None


def adopt_docstrings(_app: Sphinx, doctree: document) -> None:
    """Make what was parsed from a docstring belong to the page, and to nothing else.

    autodoc2 parses each into a document of its own, which has the whole environment in its settings: each page was
    stored with a copy of it, 3 MB.
    """
    for node in doctree.findall():
        node.document = doctree


def forget_analysis(app: Sphinx) -> None:
    """Have every module read anew if one was renamed; autodoc2 looks at what is in the files and not at their names."""
    folders = [Path(app.srcdir, package) for package in app.config.autodoc2_packages]
    names = sorted(str(path) for folder in folders for path in folder.rglob("*.py"))
    kept = vars(app.env)
    if kept.get("autodoc2_names") != names:
        kept.pop("autodoc2_cache", None)
        kept["autodoc2_names"] = names


_MENDS = (
    # astroid 4, the first to read t-strings, wants its manager named (autodoc2's pull request 93, open since 2025).
    (autodoc2.analysis, "AstroidBuilder", functools.partial(AstroidBuilder, AstroidManager())),
    (autodoc2.astroid_utils, "get_const_values", source_of),
    (autodoc2.sphinx.extension, "yield_modules", find_modules),
    (autodoc2.sphinx.extension, "analyse_module", analyse),
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load autodoc2 with the mends in place."""
    for module, name, mend in _MENDS:
        getattr(module, name)  # a mend for what is no longer there is an error
        setattr(module, name, mend)
    for kind in (nodes.FunctionDef, nodes.AsyncFunctionDef, nodes.ClassDef):
        autodoc2.analysis._FUNC_MAPPER[kind] = yield_definition
    autodoc2.analysis._FUNC_MAPPER[nodes.TypeAlias] = yield_type_alias
    app.connect("builder-inited", forget_analysis, priority=400)  # before autodoc2, which comes at 500
    app.setup_extension("autodoc2")
    app.connect("doctree-read", adopt_docstrings)
    app.connect("missing-reference", resolve_reference, priority=800)  # after intersphinx
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
