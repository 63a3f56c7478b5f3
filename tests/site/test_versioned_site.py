"""Every version of the book beside each other: a repository with tags, built, built again, interrupted, refused."""

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from bookcheck.errors import BookError
from bookcheck.publishing.all_versions import main
from bookcheck.publishing.book_versions import choose, find_versions
from bookcheck.publishing.repository import Repository
from tests.small_book import edit, write_settings
from tests.tagged_book import TaggedBook

BASE = "https://book.example.org/read/"
MAKEFILE = """\
html:
\t@echo $$BOOK_VERSION >> ../../../built
\t@test ! -e stop || read line < stop
\t@test ! -e broken || { echo "this tool is no more"; exit 3; }
\t@mkdir -p build && cp -r docs build/html
\t@sed -i "s|@URL@|$$BOOK_URL|" build/html/*.html
"""
"""What a small book is made with: it notes that it was, and copies its pages."""


def page(name: str) -> str:
    return f'<html><head><link rel="canonical" href="@URL@{name}.html"></head><body>{name}</body></html>\n'


@pytest.fixture
def book(tmp_path: Path) -> TaggedBook:
    """Three versions: from the first to the second, the page names became values and the page gone went away."""
    book = TaggedBook.start(tmp_path / "book")
    book.write({"Makefile": MAKEFILE, "conf/conf.py": "", "pythons.txt": "3.14  3.14.0\n"})
    write_settings(book.root)
    book.write({".gitignore": "/build/\n/built\n"})
    book.write({f"docs/{name}.html": page(name) for name in ("index", "names", "gone")})
    book.commit("v1.0.0", "nightly")
    book.git("mv", "docs/names.html", "docs/values.html")
    moved = {"pages": ["index.html", "values.html"], "moved": {"names.html": "values.html"}}
    book.write({"docs/pages.json": json.dumps(moved), "docs/gone.html": None, "docs/values.html": page("values")})
    book.write({"docs/names.html": '<a href="values.html">It moved</a>\n'})
    book.commit("v1.1.0")
    book.write({"docs/index.html": page("index") + "News.\n"})
    book.commit()
    return book


def built(book: TaggedBook) -> list[str]:
    """Which versions were built since this was last asked."""
    path = book.root / "built"
    names = path.read_text(encoding="utf-8").split() if path.exists() else []
    path.unlink(missing_ok=True)
    return sorted(names)


def listed(book: TaggedBook) -> list[dict[str, Any]]:
    versions: list[dict[str, Any]] = json.loads((book.versions / "versions.json").read_text(encoding="utf-8"))
    return versions


def kinds(book: TaggedBook) -> dict[str, str]:
    return {version["name"]: version["kind"] for version in listed(book)}


def canonical(book: TaggedBook, path: str) -> str:
    link = BeautifulSoup((book.versions / path).read_text(encoding="utf-8"), "html.parser").select_one("link")
    assert link is not None
    return str(link["href"])


def files(folder: Path) -> dict[str, int]:
    """Each file below ``folder``, and when it was written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_each_release_and_main_are_built_from_their_own_commits_and_listed(book: TaggedBook) -> None:
    assert book.make() == 0
    assert built(book) == ["main", "v1.0.0", "v1.1.0"]
    assert listed(book) == [
        {"name": name, "title": title, "kind": kind, "url": name + "/", "commit": book.git("rev-parse", name).strip()}
        for name, title, kind in (
            ("main", "main (unreleased)", "unreleased"),
            ("v1.1.0", "1.1.0 (stable)", "stable"),
            ("v1.0.0", "1.0.0", "old"),
        )
    ]
    assert "News" in (book.versions / "main" / "index.html").read_text(encoding="utf-8")
    assert "News" not in (book.versions / "v1.1.0" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_moved_and_one_that_went_away_are_where_their_versions_had_them(book: TaggedBook) -> None:
    assert book.make() == 0
    pages = {name: json.loads((book.versions / name / "pages.json").read_text()) for name in ("v1.0.0", "v1.1.0")}
    assert pages["v1.0.0"] == {"pages": ["gone.html", "index.html", "names.html"], "moved": {}}
    assert pages["v1.1.0"] == {"pages": ["index.html", "values.html"], "moved": {"names.html": "values.html"}}
    assert "It moved" in (book.versions / "v1.1.0" / "names.html").read_text(encoding="utf-8")


def test_the_way_in_leads_to_the_highest_release(book: TaggedBook) -> None:
    assert book.make() == 0
    root = BeautifulSoup((book.versions / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert [link["href"] for link in root.select("a")] == ["v1.1.0/index.html"]
    assert [script["src"] for script in root.select("script")] == ["redirect.js"]
    assert "location.search" in (book.versions / "redirect.js").read_text(encoding="utf-8")


def test_a_second_run_builds_nothing_and_writes_nothing(book: TaggedBook) -> None:
    assert book.make(base=BASE) == 0
    assert built(book) == ["main", "v1.0.0", "v1.1.0"]
    before = files(book.versions)
    assert len(before) > 10
    assert book.make(base=BASE) == 0
    assert built(book) == []
    assert files(book.versions) == before
    assert [line.split()[1] for line in book.said[:3]] == ["unchanged"] * 3


def test_a_new_commit_is_built_and_the_tags_are_not(book: TaggedBook) -> None:
    assert book.make() == 0
    built(book)
    book.write({"docs/index.html": page("index") + "More.\n"})
    commit = book.commit()
    assert book.make() == 0
    assert built(book) == ["main"]
    assert listed(book)[0]["commit"] == commit
    assert "More" in (book.versions / "main" / "index.html").read_text(encoding="utf-8")


def test_a_new_release_makes_the_last_one_old_without_building_it_again(book: TaggedBook) -> None:
    assert book.make(base=BASE) == 0
    built(book)
    book.git("tag", "v1.10.0")
    assert book.make(base=BASE) == 0
    assert built(book) == ["v1.10.0"]
    assert kinds(book) == {"main": "unreleased", "v1.10.0": "stable", "v1.1.0": "old", "v1.0.0": "old"}
    assert canonical(book, "v1.1.0/values.html") == BASE + "v1.10.0/values.html"
    assert "v1.10.0/index.html" in (book.versions / "index.html").read_text(encoding="utf-8")


def test_a_canonical_link_leads_to_stable_or_to_the_page_itself_where_stable_has_none(book: TaggedBook) -> None:
    assert book.make(base=BASE) == 0
    assert canonical(book, "v1.1.0/values.html") == BASE + "v1.1.0/values.html"
    assert canonical(book, "main/index.html") == BASE + "v1.1.0/index.html"
    assert canonical(book, "v1.0.0/names.html") == BASE + "v1.1.0/values.html"
    assert canonical(book, "v1.0.0/gone.html") == BASE + "v1.0.0/gone.html"


def test_another_address_is_another_build(book: TaggedBook) -> None:
    assert book.make(base=BASE) == 0
    built(book)
    assert book.make(base="https://elsewhere.example.org/") == 0
    assert built(book) == ["main", "v1.0.0", "v1.1.0"]
    assert canonical(book, "v1.0.0/gone.html") == "https://elsewhere.example.org/v1.0.0/gone.html"
    assert canonical(book, "v1.0.0/names.html") == "https://elsewhere.example.org/v1.1.0/values.html"


def test_a_pre_release_is_never_stable(book: TaggedBook) -> None:
    for tag in ("v1.1.0rc1", "v2.0.0-beta.1"):
        book.git("tag", tag)
    assert book.make() == 0
    assert list(kinds(book)) == ["main", "v2.0.0-beta.1", "v1.1.0", "v1.1.0rc1", "v1.0.0"]
    assert list(kinds(book).values()) == ["unreleased", "unreleased", "stable", "old", "old"]


def test_without_a_release_the_way_in_leads_to_main(book: TaggedBook) -> None:
    book.git("tag", "--delete", "v1.0.0", "v1.1.0")
    assert book.make() == 0
    assert kinds(book) == {"main": "unreleased"}
    assert "main/index.html" in (book.versions / "index.html").read_text(encoding="utf-8")


def test_without_a_branch_main_what_is_checked_out_is_main(book: TaggedBook) -> None:
    book.git("branch", "--move", "trunk")
    assert book.make() == 0
    assert listed(book)[0]["commit"] == book.git("rev-parse", "trunk").strip()


def test_an_annotated_tag_is_the_commit_that_it_names(book: TaggedBook) -> None:
    book.git("tag", "--annotate", "--message", "Two", "v2.0.0", "v1.0.0")
    assert book.make() == 0
    commits = {version["name"]: version["commit"] for version in listed(book)}
    assert commits["v2.0.0"] == commits["v1.0.0"]


def test_some_versions_can_be_asked_for_and_the_others_stand(book: TaggedBook) -> None:
    assert book.make("v1.0.0", "main") == 0
    assert kinds(book) == {"main": "unreleased", "v1.0.0": "stable"}
    assert book.make("v1.1.0") == 0
    assert built(book) == ["main", "v1.0.0", "v1.1.0"]
    assert kinds(book) == {"main": "unreleased", "v1.1.0": "stable", "v1.0.0": "old"}


def test_a_tag_that_does_not_build_is_named_and_the_others_stand(book: TaggedBook) -> None:
    book.write({"broken": ""})
    book.commit("v1.2.0")
    book.write({"broken": None})
    book.commit()
    assert book.make() == 1
    said = "\n".join(book.said)
    assert "build/logs/versions/v1.2.0.txt: version v1.2.0 does not build (failed)" in said
    assert "this tool is no more" in said
    commit = book.git("rev-parse", "--short=12", "v1.2.0").strip()
    assert f"fix:      git worktree add --detach build/v1.2.0 {commit} && make -C build/v1.2.0 html\n" in said
    assert "v1.2.0       failed, and is left out" in book.said
    assert kinds(book) == {"main": "unreleased", "v1.1.0": "stable", "v1.0.0": "old"}
    assert not (book.versions / "v1.2.0").exists()
    assert built(book) == ["main", "v1.0.0", "v1.1.0", "v1.2.0"]
    assert book.make() == 1
    assert built(book) == ["v1.2.0"]


def test_a_main_that_no_longer_builds_leaves_its_last_result(book: TaggedBook) -> None:
    assert book.make() == 0
    last = listed(book)[0]["commit"]
    book.write({"broken": "", "docs/index.html": page("index") + "Broken.\n"})
    book.commit()
    assert book.make() == 1
    assert f"main         failed; its result of {last[:12]} stays" in book.said
    assert listed(book)[0]["commit"] == last
    assert "News" in (book.versions / "main" / "index.html").read_text(encoding="utf-8")


def test_a_tag_that_is_not_laid_out_as_a_book_is_named_and_not_built(book: TaggedBook) -> None:
    book.git("rm", "--quiet", "conf/conf.py")
    book.commit("v0.1.0")
    book.write({"conf/conf.py": ""})
    book.commit()
    assert book.make() == 1
    said = "\n".join(book.said)
    assert "version v0.1.0 is not laid out as a book" in said
    assert "no conf/conf.py" in said
    assert "v0.1.0" not in kinds(book)
    assert built(book) == ["main", "v1.0.0", "v1.1.0"]


def test_a_build_that_makes_no_site_is_a_failure(book: TaggedBook) -> None:
    edit(book.root / "Makefile", "cp -r docs build/html", "mkdir -p build/html")
    edit(book.root / "Makefile", '\t@sed -i "s|@URL@|$$BOOK_URL|" build/html/*.html\n', "")
    book.commit("v1.2.0")
    assert book.make("v1.2.0", "v1.1.0") == 1
    assert "version v1.2.0 was built, but there is no site" in "\n".join(book.said)
    assert list(kinds(book)) == ["v1.1.0"]


def test_the_result_of_a_tag_that_went_away_is_removed(book: TaggedBook) -> None:
    assert book.make() == 0
    book.git("tag", "--delete", "v1.0.0")
    assert book.make() == 0
    assert "v1.0.0       is not a version any more: removed" in book.said
    assert sorted(path.name for path in book.versions.iterdir() if path.is_dir()) == ["main", "v1.1.0"]
    assert list(kinds(book)) == ["main", "v1.1.0"]


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_what_stood_and_nothing_else(book: TaggedBook, signal_number: int) -> None:
    assert book.make() == 0
    before = files(book.versions)
    edit(book.root / "Makefile", "test ! -e stop || read line < stop", "read line < ../../../stop")
    edit(book.root / ".gitignore", "/built\n", "/built\n/stop\n")
    book.commit()
    subprocess.run(["mkfifo", book.root / "stop"], check=True)
    making = book.start_making()
    with (book.root / "stop").open("w"):  # it is being built as soon as this opens
        making.send_signal(signal_number)
        said, _ = making.communicate(timeout=60)
    assert making.returncode == 130, said
    assert said.endswith("stopped; the earlier results stay as they were\n")
    assert files(book.versions) == before
    assert not (book.root / "build" / "worktrees").exists()
    assert len(book.git("worktree", "list").splitlines()) == 1


def test_what_a_killed_run_left_is_in_nobodys_way(book: TaggedBook) -> None:
    assert book.make() == 0
    built(book)
    # Killed while it put one result into the place of another, and while it built.
    (book.versions / "v1.1.0").rename(book.versions / ".replaced-v1.1.0")
    book.git("worktree", "add", "--detach", "build/worktrees/v1.0.0", "v1.0.0")
    assert book.make() == 0
    assert built(book) == []
    assert sorted(path.name for path in book.versions.iterdir() if path.is_dir()) == ["main", "v1.0.0", "v1.1.0"]
    assert len(book.git("worktree", "list").splitlines()) == 1


def test_what_is_not_committed_would_not_be_in_main_so_it_is_refused(book: TaggedBook) -> None:
    book.write({"docs/index.html": "changed", "docs/new.html": "new"})
    with pytest.raises(BookError) as refused:
        book.make()
    assert refused.value.problem == "what is not committed would not be published"
    assert refused.value.found == " M docs/index.html\n?? docs/new.html"
    assert str(refused.value.fix).startswith("git commit\nor put it away: git stash --include-untracked")
    assert built(book) == []
    assert book.make("v1.0.0") == 0


def test_a_folder_without_a_repository_of_its_own_is_refused(book: TaggedBook, tmp_path: Path) -> None:
    inside = book.root / "docs"
    for folder in (inside, tmp_path):
        with pytest.raises(BookError, match="the book has no git repository") as refused:
            Repository(folder)
        assert refused.value.fix == "clone it with git, or build this one: make html"


def test_without_git_that_is_said(book: TaggedBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(book.root))
    with pytest.raises(BookError, match="git is not installed"):
        book.make()


def test_a_repository_without_a_commit_is_refused(tmp_path: Path) -> None:
    book = TaggedBook.start(tmp_path / "empty")
    with pytest.raises(BookError, match="nothing is committed"):
        book.make()


def test_a_shallow_clone_without_tags_is_refused_and_one_with_tags_is_not(book: TaggedBook, tmp_path: Path) -> None:
    for name, options in (("bare", ["--no-tags"]), ("tagged", [])):
        subprocess.run(
            ["git", "clone", "--quiet", "--depth=1", *options, book.root.as_uri(), tmp_path / name], check=True
        )
    with pytest.raises(BookError, match="this clone is shallow") as refused:
        find_versions(Repository(tmp_path / "bare"))
    assert refused.value.fix == "git fetch --unshallow --tags"
    book.git("tag", "v2.0.0")
    subprocess.run(["git", "-C", tmp_path / "tagged", "fetch", "--quiet", "--tags"], check=True)
    assert [version.name for version in find_versions(Repository(tmp_path / "tagged"))][:2] == ["main", "v2.0.0"]


def test_a_version_that_is_none_is_refused_with_those_that_are(book: TaggedBook) -> None:
    with pytest.raises(BookError) as refused:
        choose(find_versions(Repository(book.root)), ["v1.1"])
    assert "no version 'v1.1'; did you mean v1.1.0" in refused.value.problem
    assert refused.value.expected == "one of main v1.1.0 v1.0.0"


@pytest.mark.parametrize("base", ["book.example.org", "ftp://book.example.org/", "https://book.example.org/?x"])
def test_an_address_that_is_none_is_refused(
    book: TaggedBook, base: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(book.root)
    assert main(["--base", base]) == 1
    assert "is not an address to serve from" in capsys.readouterr().err


def test_the_command_says_what_stands_and_where(
    book: TaggedBook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(book.root)
    assert main(["--base", BASE.rstrip("/"), "v1.0.0"]) == 0
    said = capsys.readouterr().out
    assert "main         was not asked for, and is left out\n" in said
    assert "v1.0.0       built from " in said
    assert f"The versions are in {book.versions}; index.html leads to v1.0.0.\n" in said
    assert canonical(book, "v1.0.0/gone.html") == BASE + "v1.0.0/gone.html"


def test_nothing_of_this_run_reaches_the_build_of_a_tag_but_which_it_is_and_where(
    book: TaggedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(book.root / "Makefile", "html:\n", "html:\n\t@env > ../../../build/variables\n")
    book.commit()
    for name in ("PYTHONPATH", "BASE", "V", "READTHEDOCS", "MAKEFLAGS"):
        monkeypatch.setenv(name, "w")
    assert book.make("main", base=BASE) == 0
    seen = dict(line.partition("=")[::2] for line in (book.root / "build/variables").read_text().splitlines())
    assert (seen["BOOK_VERSION"], seen["BOOK_URL"]) == ("main", BASE + "main/")
    assert not {"PYTHONPATH", "BASE", "V", "READTHEDOCS"} & set(seen)
