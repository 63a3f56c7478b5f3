"""The mends of autodoc2, each on a package that needs it: the API pages are made, and without a warning."""

import contextlib
import io
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.cmd.build import main as sphinx_build

from tests.site.rendering import text_of
from tests.small_book import ROOT

MODULES = {
    "__init__": '"""The package."""\n',
    "plain": '''\
        """A plain module; see :class:`Problem`, :func:`Path` and :class:`Tag`."""
        import ast
        from pathlib import Path
        from bs4 import Tag
        from typing import Literal

        from package.problem import Problem

        Mode = Literal["a", "b'c"]
        LIMIT = 3
        tree = ast.parse("a + b")
        number: int

        def other(where: Path, hidden: "_Hidden") -> Mode:
            """Raise :class:`ValueError`."""

        class _Hidden:
            """Shown nowhere."""

        class Error(Exception):
            """Inherits what is shown nowhere."""
        ''',
    "problem": '"""What goes wrong."""\n\nclass Problem(Exception):\n    """It."""\n',
    "generic": '''\
        """PEP 695."""
        type Pair = tuple[int, int]

        def swap[T](pair: tuple[T, T]) -> Pair:
            """Swap."""

        class Box[T]:
            """Holds."""
            item: T

            def get[U](self, other: U) -> T | U:
                """Get it."""
        ''',
    "template": '"""PEP 750."""\n\ndef greet(name: str):\n    """Greet."""\n    return t"Hello {name}"\n',
    "escape": '"""A warning of the compiler."""\nimport re\nre.compile("\\d")\n',
    "broken": '"""No Python can parse it."""\nprint((1)\n',
    "node": """\
        from docutils import nodes

        class picture(nodes.General, nodes.Element):
            '''Inherits a name twice.'''
        """,
    "rebound": '"""A name bound twice."""\nready = False\nready = True\n',
    "words": '''\
        """Names such as co_ and *args, `a + b` and ``None``.

        >>> "a block"
        """
        ''',
    "folder/main": '"""A program of two files."""\nimport helper\n',
    "folder/helper": '"""Helps."""\n',
    "folder/broken": "print((1)\n",
}
CONFIGURATION = f"""\
import sys
sys.path.insert(0, {str(ROOT / "conf")!r})
project = "A package"
extensions = ["myst_parser", "sphinx.ext.intersphinx", "autodoc2_compat"]
intersphinx_mapping = {{"python": ("https://docs.python.org/3.14", {str(ROOT / "conf/inventories/python.inv")!r})}}
html_theme = "basic"
autodoc2_packages = ["../src/package"]
autodoc2_render_plugin = "autodoc2_compat.Renderer"
autodoc2_docstring_parser_regexes = [(r"package\\.words", "plain_docstrings"), (".*", "rst")]
autodoc2_hidden_objects = ["dunder", "private", "inherited"]
autodoc2_index_template = None
nitpick_ignore_regex = [("py:.*", r"docutils\\..*")]
"""


@dataclass(frozen=True)
class Site:
    """A package and its API pages."""

    root: Path

    @property
    def package(self) -> Path:
        return self.root / "src" / "package"

    def write(self, name: str, text: str) -> None:
        path = self.package / (name + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [line.removeprefix("        ") for line in text.split("\n")]
        path.write_text("\n".join(lines), encoding="utf-8")

    def build(self) -> None:
        """Build, and fail on a warning."""
        said, warned = io.StringIO(), io.StringIO()
        paths = [str(self.root), str(self.root / "doctrees"), str(self.root / "docs"), str(self.root / "html")]
        with warnings.catch_warnings(), contextlib.redirect_stdout(said), contextlib.redirect_stderr(warned):
            warnings.simplefilter("ignore")  # other projects' deprecations are no business of these tests
            status = sphinx_build(["-W", "--keep-going", "-n", "-N", "-c", paths[0], "-d", *paths[1:]])
        assert status == 0, warned.getvalue()
        assert warned.getvalue() == ""

    def page(self, name: str) -> str:
        return (self.root / "docs" / "apidocs" / "package" / f"package{name}.md").read_text(encoding="utf-8")

    def html(self, name: str) -> str:
        return (self.root / "html" / "apidocs" / "package" / f"package{name}.html").read_text(encoding="utf-8")


def make_site(root: Path, *names: str) -> Site:
    """Return the package of the modules ``names`` in ``root``, built without a warning."""
    site = Site(root)
    for name in names:
        site.write(name, MODULES[name])
    (root / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    (root / "docs").mkdir()
    index = "# Index\n\n```{toctree}\napidocs/package/package\n```\n"
    (root / "docs" / "index.md").write_text(index, encoding="utf-8")
    site.build()
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_site(tmp_path_factory.mktemp("api"), *MODULES)


def test_each_module_that_parses_has_a_page_and_no_other(site: Site) -> None:
    pages = sorted(path.stem.removeprefix("package") for path in (site.root / "docs/apidocs/package").iterdir())
    assert pages == [
        *("", ".escape", ".folder", ".folder.helper", ".folder.main"),
        *(".generic", ".node", ".plain", ".problem", ".rebound", ".template", ".words"),
    ]


def test_pages_follow_the_order_of_names_and_not_that_of_the_disk(site: Site) -> None:
    listed = re.findall(r"\* - \{py:obj\}`package\.(\w+) <", site.page(""))
    assert listed == ["escape", "folder", "generic", "node", "plain", "problem", "rebound", "template", "words"]


def test_modules_stand_in_a_table_and_not_in_the_sidebar_of_every_page(site: Site) -> None:
    assert "toctree" not in site.page("")
    assert site.page(".plain").startswith("---\norphan: true\n---\n")


def test_the_folder_of_a_program_has_the_docstring_of_its_main_module(site: Site) -> None:
    assert "A program of two files." in site.html(".folder")


def test_each_page_is_where_an_example_can_link_to(site: Site) -> None:
    for name in (".plain", ".folder"):
        assert f'id="module-package{name}"' in site.html(name)


def test_values_are_shown_as_the_source_has_them(site: Site) -> None:
    page = site.page(".plain")
    assert """:value: 'Literal[''a'', "b''c"]'""" in page
    assert ":value: 'ast.parse(''a + b'')'" in page
    assert ":value: '3'" in page
    assert "None" not in page


def test_a_name_bound_twice_is_shown_once(site: Site) -> None:
    assert site.page(".rebound").count("{py:data}") == 1


def test_the_docstring_of_an_example_is_plain_text(site: Site) -> None:
    page = BeautifulSoup(site.html(".words"), "html.parser")
    assert text_of(page.select_one("section > p")) == "Names such as co_ and *args, a + b and None."
    assert [text_of(code) for code in page.select("section > p code")] == ["a + b", "None"]
    assert text_of(page.select_one("div.highlight")) == '>>> "a block"'


def test_a_type_alias_is_shown_and_linked_to(site: Site) -> None:
    assert ":value: 'tuple[int, int]'" in site.page(".generic")
    assert 'href="#package.generic.Pair"' in site.html(".generic")


def test_a_docstring_may_name_what_its_module_imports(site: Site) -> None:
    html = site.html(".plain")
    assert 'href="package.problem.html#package.problem.Problem"' in html
    assert 'href="https://docs.python.org/3.14/library/pathlib.html#pathlib.Path"' in html
    assert "bs4.html" not in html


def test_a_stored_page_does_not_carry_the_whole_environment(site: Site) -> None:
    environment = (site.root / "doctrees" / "environment.pickle").stat().st_size
    for path in (site.root / "doctrees" / "apidocs").rglob("*.doctree"):
        assert path.stat().st_size < environment / 2, path


def test_a_renamed_module_gets_the_page_of_its_new_name(tmp_path: Path) -> None:
    site = make_site(tmp_path, "__init__", "escape")
    (site.package / "escape.py").rename(site.package / "escapes.py")
    site.build()
    assert "A warning of the compiler." in site.html(".escapes")
    assert not (site.root / "docs/apidocs/package/package.escape.md").exists()
