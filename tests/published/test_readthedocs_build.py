"""Read the Docs, from a shallow clone, without a browser: its commands put each format where it looks for it."""

from tests.published.conftest import ADDRESS, TAG, ReadTheDocs


def test_every_command_of_the_configuration_ends_well(read_the_docs: ReadTheDocs) -> None:
    assert read_the_docs.failures == []


def test_the_site_is_where_it_is_looked_for(read_the_docs: ReadTheDocs) -> None:
    index = (read_the_docs.output / "html" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}index.html"' in index


def test_exactly_one_file_is_where_the_epub_is_looked_for(read_the_docs: ReadTheDocs) -> None:
    assert read_the_docs.epub.suffix == ".epub"


def test_only_the_formats_asked_for_are_there(read_the_docs: ReadTheDocs) -> None:
    assert sorted(path.name for path in read_the_docs.output.iterdir()) == ["epub", "html"]


def test_no_folder_is_there_that_read_the_docs_takes_for_an_old_way_to_build(read_the_docs: ReadTheDocs) -> None:
    assert (read_the_docs.clone / "build").is_dir()
    assert not (read_the_docs.clone / "_build").exists()


def test_each_page_leads_to_the_pdf_of_its_release(read_the_docs: ReadTheDocs) -> None:
    index = (read_the_docs.output / "html" / "index.html").read_text(encoding="utf-8")
    name = f"how-cpython-runs-your-program-{TAG[1:]}.pdf"
    assert f'href="https://github.com/someone/book/releases/download/{TAG}/{name}"' in index
