"""Quiet furniture: what stands around a program says little, and is where it is looked for."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Site

CLEAR = "rgba(0, 0, 0, 0)"


def most(site: Site, word: str) -> str:
    """The page of the book in which ``word`` is most often."""
    return max(site.pages, key=lambda name: (site.folder / name).read_text(encoding="utf-8").count(word))


def test_a_claim_says_in_words_whether_it_is_about_my_python(open_page: OpenPage, site: Site) -> None:
    page = open_page(most(site, 'class="claim"') + "?py=3.8")
    seen = set()
    for mark in page.locator(".claim:not(.law)").all():
        holds = "3.8" in str(mark.get_attribute("data-pythons")).split()
        words = "applies to your Python" if holds else "not on your 3.8"
        expect(mark).to_contain_text(words)
        seen.add(holds)
        assert not re.search("[✓✗]", mark.inner_text())
    assert seen == {True, False}


def test_a_claim_names_the_python_that_i_choose_later(open_page: OpenPage, site: Site) -> None:
    page = open_page(most(site, 'class="claim"') + "?py=3.8")
    expect(page.locator(".claim-no").first).to_have_text("not on your 3.8")
    page.get_by_label("Your Python").select_option("3.9")
    expect(page.locator(".claim-no").first).to_have_text("not on your 3.9")


def test_copy_and_save_are_seen_before_a_mouse_comes_near_and_cover_nothing(open_page: OpenPage, site: Site) -> None:
    for name, width in ((most(site, "example-source"), 1440), (most(site, "example-source"), 390), ("index.html", 390)):
        page = open_page(name, width=width)
        page.mouse.move(0, 0)
        rows = [row for row in page.locator(".example-source > .copy-buttons").all() if row.is_visible()]
        assert rows
        for row in rows:
            assert row.evaluate("row => getComputedStyle(row).opacity") == "1"
            covered = row.evaluate(
                """row => {
                  const [box, figure] = [row.getBoundingClientRect(), row.closest('figure')];
                  const over = ({left, right, top, bottom}) =>
                    left < box.right && right > box.left && top < box.bottom - 1 && bottom > box.top + 1;
                  const walk = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
                  const words = [];
                  while (walk.nextNode()) {
                    const node = walk.currentNode, range = document.createRange();
                    if (row.contains(node) || !node.textContent.trim()) continue;
                    if (!node.parentElement.checkVisibility()) continue;
                    range.selectNodeContents(node);
                    if ([...range.getClientRects()].some(over)) words.push(node.textContent);
                  }
                  return words;
                }"""
            )
            assert covered == [], (name, width)


def test_titles_of_outputs_have_one_form(site: Site) -> None:
    for name in site.pages:
        text = (site.folder / name).read_text(encoding="utf-8")
        titles = re.findall(r'class="[^"]*example-output[^"]*"[^>]*>\s*<(?:summary|p)[^>]*>([^<]+)', text)
        for title in titles:
            assert re.match(r"(Output|Steps|Show the output|[A-Z]\w+) on (every Python|Python 3\.)", title), (
                name,
                title,
            )


def test_where_a_program_was_checked_is_said_only_if_that_is_not_everywhere(site: Site) -> None:
    text = (site.folder / "index.html").read_text(encoding="utf-8")
    assert "example-facts" in text
    assert "checked on" not in text
    assert not [name for name in site.pages if "proved on" in (site.folder / name).read_text(encoding="utf-8")]


def test_what_a_link_leads_to_is_outlined_and_not_painted(open_page: OpenPage, site: Site) -> None:
    name = most(site, "<figure ")
    page = open_page(name)
    figure = str(page.locator("figure.example[id]").first.get_attribute("id"))
    section = str(page.locator("article section section[id]").first.get_attribute("id"))
    for place, target in ((figure, f"figure#{figure}"), (section, f"section#{section} > h2")):
        page.goto(f"{site.url}{name}#{place}")
        style = "element => [getComputedStyle(element).outlineStyle, getComputedStyle(element).backgroundColor]"
        assert page.locator(target).first.evaluate(style) == ["solid", CLEAR]
