from pathlib import Path

import pytest

from bookcheck.errors import BookError
from bookcheck.publishing.printed_book import join, main_of, read_page, reading_order

FRAME = """\
<!doctype html>
<html lang="en"><head><link rel="stylesheet" href="{root}_static/book.css?v=1"></head>
<body><script>let a = "<article>";</script><nav><ul>
<li class="toctree-l1"><a class="reference internal" href="{root}one/a.html">A &amp; B</a></li>
<li class="toctree-l1"><a class="reference internal" href="{root}genindex.html">Index</a></li>
<li class="toctree-l1"><a class="reference internal" href="{root}b.html">B</a></li>
<li class="toctree-l1"><a class="reference internal" href="{root}apidocs/index.html">Reference</a></li>
</ul></nav><article role="main">{main}</article><footer>The end</footer></body></html>
"""

PAGES = {
    "index": '<h1 id="start">Start</h1><p>Unclosed<p><a href="one/a.html#part">there</a><br><article></article>',
    "title-page": "<h1>Title</h1>",
    "one/a": (
        '<h1 id="part">A</h1><a href="../b.html">b</a> <a href="#part">here</a> '
        '<a href="../apidocs/index.html">gone</a> <a href="https://example.org/#x">out</a>'
        '<svg viewbox="0 0 1 1" aria-labelledby="t u"><path marker-end="url(#t)"/></svg>'
        '<details class="x"><summary data-plain="The answer &lt;">Show the answer</summary>42</details>'
        '<details open="open"></details><img src="../_images/a.png">'
    ),
    "b": '<h1 id="part">B</h1>',
    "genindex": "<h1>Index</h1>",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, PAGES)
    return tmp_path


def write(folder: Path, pages: dict[str, str]) -> None:
    for name, main in pages.items():
        path = folder / (name + ".html")
        path.parent.mkdir(exist_ok=True)
        path.write_text(FRAME.format(root="../" * name.count("/"), main=main), encoding="utf-8")


def test_the_frame_is_of_the_first_page_and_what_was_in_it_is_a_section(site: Path) -> None:
    joined = join(site, "../html")
    assert '<article role="main"><section class="printed-page" id="title-page:">' in joined
    assert '<section class="printed-page" id="index:"><h1 id="index:start">Start</h1><p>Unclosed</p><p>' in joined
    assert "</section>\n</article><footer>The end</footer></body>" in joined


def test_a_page_without_a_main_element_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>No", encoding="utf-8")
    with pytest.raises(BookError, match="no main element") as caught:
        main_of(read_page(tmp_path / "index.html"), tmp_path / "index.html")
    assert "index.html" in str(caught.value)


def test_the_pages_stand_in_the_order_of_the_contents_the_index_last_and_without_the_reference(site: Path) -> None:
    titles = reading_order(read_page(site / "index.html"))
    assert list(titles.items()) == [("one/a.html", "A & B"), ("b.html", "B"), ("genindex.html", "Index")]
    joined = join(site, "../html")
    places = [joined.index('id="{}:"'.format(name)) for name in ("title-page", "index", "one/a", "b", "genindex")]
    assert places == sorted(places)
    assert '<li><a href="#one/a:">A &amp; B</a></li>' in joined


def test_each_page_has_ids_of_its_own_and_links_lead_to_them(site: Path) -> None:
    joined = join(site, "../html")
    for text in ('<h1 id="one/a:part">', '<h1 id="b:part">', '<a href="#b:">b</a>', '<a href="#one/a:part">here</a>'):
        assert joined.count(text) == 1, text
    assert '<a href="#one/a:part">there</a>' in joined
    assert '<svg viewbox="0 0 1 1" aria-labelledby="one/a:t one/a:u">' in joined
    assert '<path marker-end="url(#one/a:t)"></path>' in joined


def test_a_link_out_of_the_book_stays_and_one_to_the_reference_is_none(site: Path) -> None:
    joined = join(site, "../html")
    assert '<a href="https://example.org/#x">out</a>' in joined
    assert "<a>gone</a>" in joined


def test_files_are_asked_for_where_the_site_is(site: Path) -> None:
    joined = join(site, "../html")
    assert '<link rel="stylesheet" href="../html/_static/book.css?v=1">' in joined
    assert '<img src="../html/_images/a.png">' in joined


def test_what_folds_is_open_under_a_title_that_asks_for_nothing(site: Path) -> None:
    joined = join(site, "../html")
    title = '<summary data-plain="The answer &lt;">The answer &lt;</summary>'
    assert '<details class="x" open="">{}42</details>'.format(title) in joined
    assert '<details open="">' in joined


def test_no_script_is_left(site: Path) -> None:
    assert "<script" not in join(site, "../html")
    assert "let a" not in join(site, "../html")
