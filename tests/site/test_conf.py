"""What ``conf/`` promises, on the small book: its site, built as ``make html`` builds the real one."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.site.real_conf import build, configure
from tests.site.rendering import Build, make_book
from tests.small_book import ROOT, edit

FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src"}
"""The elements that make a browser fetch something at once, and the attribute that says what; and some ``link``."""
ADDRESS = "https://book.example.org/en/v1.2/"


def pages(site: Build) -> Iterator[tuple[str, BeautifulSoup]]:
    """Yield each page of ``site`` by name."""
    for path in sorted(site.out.rglob("*.html")):
        yield str(path.relative_to(site.out)), BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    """The small book with the configuration of the real one."""
    return configure(make_book(tmp_path_factory.mktemp("conf") / "book", runner))


@pytest.fixture(scope="module")
def site(book: Book) -> Build:
    site = build(book, LC_ALL="C.UTF-8", TZ="America/St_Johns")
    assert site.status == 0, site.warnings
    return site


def test_each_page_says_under_what_license_code_and_text_are(site: Build) -> None:
    pages_by_name = dict(pages(site))
    assert len(pages_by_name) > 10
    for name, page in pages_by_name.items():
        notice = page.select_one("footer p.licence")
        assert notice is not None, name
        assert [link.text for link in notice.select("a")] == ["MIT-0", "CC BY 4.0"], name


def test_no_page_asks_another_host_for_anything(site: Build) -> None:
    for name, page in pages(site):
        wanted = [(tag.name, tag.get(FETCHED[tag.name], "")) for tag in page.select(",".join(FETCHED))]
        wanted += [(tag.name, tag["href"]) for tag in page.select("link") if "canonical" not in tag["rel"]]
        assert not [reference for reference in wanted if re.match(r"(https?:)?//", str(reference[1]))], name
    for path in site.out.rglob("*.css"):
        assert not re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", path.read_text(encoding="utf-8")), path


def test_headings_columns_and_code_can_be_used_without_a_mouse(site: Build) -> None:
    for name, page in pages(site):
        assert len(page.select("h1")) == 1, name
        assert all(caption.get("aria-level") for caption in page.select('[role="heading"]')), name
        columns = [aside.get("aria-label") for aside in page.select("aside.sidebar-drawer, aside.toc-drawer")]
        assert columns == ["All pages", "On this page"], name
        assert all(block.get("tabindex") == "0" for block in page.select("div.highlight pre")), name


def test_the_site_is_the_same_byte_by_byte_for_another_user_in_another_folder_and_place(
    site: Build, book: Book, tmp_path: Path
) -> None:
    left_out = shutil.ignore_patterns("build", "apidocs")
    shutil.copytree(book.root, tmp_path / "elsewhere", ignore=left_out)
    user = {"HOME": str(tmp_path), "LOGNAME": "nobody", "USER": "nobody"}
    place = {"LC_ALL": "POSIX", "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu"}
    other = build(Book(tmp_path / "elsewhere"), **user, **place)
    assert other.status == 0, other.warnings

    def contents(out: Path) -> dict[str, str]:
        files = (path for path in out.rglob("*") if path.is_file())
        return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    assert contents(other.out) == contents(site.out)


def test_a_second_chapter_needs_no_change_in_conf(book: Book, tmp_path: Path) -> None:
    shutil.copytree(book.root, tmp_path / "book", ignore=shutil.ignore_patterns("build", "apidocs"), symlinks=True)
    second = Book(tmp_path / "book")
    chapter = second.docs / "04-data-model"
    chapter.mkdir()
    text = "---\nlevel: beginner\nprerequisites: none\n---\n\n# 4.0 Overview\n\nMore.\n"
    (chapter / "00-overview.md").write_text(text, encoding="utf-8")
    edit(second.docs / "index.md", "shown\n", "shown\n04-data-model/00-overview\n")
    site = build(second)
    assert site.status == 0, site.warnings
    assert site.page("04-data-model/00-overview").select_one("h1") is not None


@pytest.fixture(scope="module")
def published(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site as Read the Docs builds it, which knows its address."""
    folder = tmp_path_factory.mktemp("published") / "book"
    shutil.copytree(book.root, folder, ignore=shutil.ignore_patterns("build", "apidocs"), symlinks=True)
    site = build(Book(folder), READTHEDOCS_CANONICAL_URL=ADDRESS)
    assert site.status == 0, site.warnings
    return site


def test_on_read_the_docs_the_page_for_what_is_not_there_links_into_its_version(published: Build) -> None:
    site = published
    page = site.page("404")
    assert [
        tag["href"] for tag in page.select('link[rel~="stylesheet"]') if "/en/v1.2/_static/" not in tag["href"]
    ] == []
    canonical = site.page("shown").select_one('link[rel="canonical"]')
    assert canonical is not None
    assert canonical["href"] == "https://book.example.org/en/v1.2/shown.html"


def test_a_link_to_a_published_page_comes_with_a_picture(published: Build) -> None:
    for name, page in pages(published):
        if name in (
            "404.html",
            "genindex.html",
            "py-modindex.html",
            "search.html",
            "title-page.html",
        ):  # of no document
            continue
        tags = {str(tag["property"]): str(tag["content"]) for tag in page.select('meta[property^="og:"]')}
        assert tags["og:image"] == ADDRESS + "_static/social-card.png", name
        assert tags["og:image:alt"].startswith("How CPython runs your program: "), name
        assert tags["og:url"] == ADDRESS + name
    picture = (ROOT / "conf" / "social-card.png").read_bytes()
    assert (published.out / "_static" / "social-card.png").read_bytes() == picture


def test_the_sitemap_names_each_published_page_once_and_robots_the_sitemap(published: Build) -> None:
    named = re.findall(r"<loc>([^<]+)</loc>", (published.out / "sitemap.xml").read_text(encoding="utf-8"))
    made = [path.relative_to(published.out).as_posix() for path in published.out.rglob("*.html")]
    assert sorted(named) == sorted(ADDRESS + name for name in made if name not in ("404.html", "search.html"))
    robots = (published.out / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert robots == ["User-agent: *", "Allow: /", "", f"Sitemap: {ADDRESS}sitemap.xml"]


def test_a_site_without_an_address_names_none(site: Build) -> None:
    assert (site.out / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert not (site.out / "sitemap.xml").exists()
    assert not (site.out / "_static" / "social-card.png").exists()
    assert [name for name, page in pages(site) if page.select('meta[property^="og:"], link[rel="canonical"]')] == []


def test_llms_txt_leads_to_each_page_and_to_all_outputs(site: Build, published: Build, book: Book) -> None:
    listed = {}
    for built in (site, published):
        text = (built.out / "llms.txt").read_text(encoding="utf-8")
        assert text.count("llms-full.txt") == 1
        listed[built.out] = re.findall(r"^- \[[^]]+\]\(([^)]+)\)$", text, re.MULTILINE)
    links = listed[site.out]
    assert len(links) >= len(list(book.docs.glob("*.md")))
    assert [link for link in links if not (site.out / link).is_file()] == []
    assert listed[published.out] == [ADDRESS + link for link in links]


def test_conf_names_no_page_and_no_example_of_the_book() -> None:
    chapters = {path.parent.name for path in (ROOT / "docs").glob("*/[0-9]*.md")}
    names = chapters | {path.stem for path in (ROOT / "docs").glob("*/[0-9]*.md")}
    assert len(names) >= 4
    for path in [*(ROOT / "conf").glob("*.py"), *(ROOT / "conf").glob("*/*.html"), *(ROOT / "conf").glob("*/*.css")]:
        text = path.read_text(encoding="utf-8")
        assert [name for name in names if name in text] == [], path
        assert re.findall(r"chapter_examples[./]\w+", text) == [], path


def test_no_script_or_module_of_conf_has_the_name_of_a_module() -> None:
    names = [path.stem for path in (ROOT / "src" / "bookcheck").rglob("*.py") if not path.stem.startswith("__")]
    names += [path.stem for path in [*(ROOT / "conf").glob("*.py"), *(ROOT / "conf" / "scripts").glob("*.js")]]
    assert len(names) >= 60
    assert [name for name in names if names.count(name) > 1] == []


def test_the_inventory_is_the_one_that_its_description_tells_of() -> None:
    folder = ROOT / "conf" / "inventories"
    digest = hashlib.sha256((folder / "python.inv").read_bytes()).hexdigest()
    assert f"sha256  {digest}\n" in (folder / "README.md").read_text(encoding="utf-8")


def test_mermaid_is_locked_and_its_lock_names_no_host() -> None:
    lock = (ROOT / "conf" / "mermaid" / "package-lock.json").read_text(encoding="utf-8")
    assert '"node_modules/@mermaid-js/mermaid-cli": {\n      "version": "12.2.0"' in lock
    assert "integrity" in lock
    assert '"resolved"' not in lock
