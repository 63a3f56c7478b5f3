"""Your Python: one choice for the whole site, kept, in the address, and never a flash of the wrong one."""

import pytest
from playwright.sync_api import Page, expect

from bookcheck.pages.book import Book
from tests.browser.conftest import OpenPage, Site

VISIBLE = """figures => figures.map(figure => [...figure.querySelectorAll(':scope > .example-output')]
  .filter(output => output.checkVisibility()).map(output => output.dataset.pythons))"""

FIRST_FRAME = """
new Promise(done => requestAnimationFrame(() => done(
  [...document.querySelectorAll('figure.example')].map(figure =>
    [...figure.querySelectorAll(':scope > .example-output')].filter(output => output.checkVisibility())
      .map(output => [output.dataset.pythons, output.open ?? true])))))
"""


@pytest.fixture(scope="module")
def differing(site: Site) -> str:
    """The page with the most outputs."""
    return max(site.pages, key=lambda name: (site.folder / name).read_text(encoding="utf-8").count("example-output"))


def chosen(page: Page) -> str:
    return str(page.evaluate("document.documentElement.dataset.python"))


def shown(page: Page) -> list[list[str]]:
    return list(page.locator("figure.example").evaluate_all(VISIBLE))


def test_the_newest_python_is_the_first_choice_and_stands_in_the_address(
    open_page: OpenPage, differing: str, project: Book
) -> None:
    newest = [python.tag for python in project.pythons if not python.is_variant][-1]
    page = open_page(differing)
    assert chosen(page) == newest
    assert page.url.endswith(f"?py={newest}")
    expect(page.get_by_label("Your Python")).to_have_value(newest)


def test_each_python_can_be_chosen_and_every_output_follows_at_once(
    open_page: OpenPage, differing: str, project: Book
) -> None:
    page = open_page(differing)
    control = page.get_by_label("Your Python")
    followed = 0
    for python in project.pythons:
        control.select_option(python.tag)
        for groups in shown(page):
            mine = [group for group in groups if python.tag in group.split()]
            assert groups == mine or not mine, "an output of another Python beside mine"
            followed += len(mine)
    assert followed > 5 * len(project.pythons)


def test_an_example_that_does_not_run_on_my_python_says_so_and_shows_what_others_print(
    open_page: OpenPage, site: Site
) -> None:
    name = next(name for name in site.pages if "example-elsewhere" in (site.folder / name).read_text(encoding="utf-8"))
    page = open_page(name + "?py=3.8")
    refused = page.locator('.example-elsewhere[data-pythons~="3.8"]').first
    expect(refused).to_be_visible()
    figure = page.locator("figure.example", has=refused).first
    assert figure.evaluate_all(VISIBLE)[0]
    assert figure.locator(":scope > details.example-output[open]").count() == 0


@pytest.mark.parametrize("tag", ["3.8", "3.11", "3.13t", "3.14+jit"])
def test_a_link_shows_what_its_sender_saw(open_page: OpenPage, differing: str, tag: str) -> None:
    page = open_page(differing)
    page.get_by_label("Your Python").select_option(tag)
    sent = page.url
    other = open_page(sent.partition("/")[2].partition("/")[2].partition("/")[2])
    assert chosen(other) == tag
    assert shown(other) == shown(page)


def test_the_choice_is_kept_from_page_to_page_and_for_the_next_visit(open_page: OpenPage, site: Site) -> None:
    first, second = [name for name in site.pages if site.examples(name)][:2]
    page = open_page(first)
    page.get_by_label("Your Python").select_option("3.9")
    page.goto(site.url + second)
    assert chosen(page) == "3.9"
    assert "py=3.9" in page.url
    later = page.context.new_page()
    later.goto(site.url + first)
    assert chosen(later) == "3.9"


def test_an_address_that_names_no_python_of_the_book_is_mended(open_page: OpenPage, differing: str) -> None:
    page = open_page(differing + "?py=2.7")
    assert "py=2.7" not in page.url
    assert chosen(page) in page.url


def test_the_first_frame_shows_the_right_output_and_nothing_moves_afterwards(
    open_page: OpenPage, differing: str
) -> None:
    page = open_page("404.html")
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => { window.first = " + FIRST_FRAME + " }, {once: true})"
    )
    page.goto(page.url.rpartition("404")[0] + differing + "?py=3.10")
    first = page.evaluate("window.first")
    later = page.evaluate(FIRST_FRAME)
    assert first == later
    assert any("3.10" in pythons.split() for figure in first for pythons, _ in figure)
    shift = page.evaluate(
        """new Promise(done => new PerformanceObserver(list =>
            done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
            .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 300))"""
    )
    assert shift < 0.05, "what is on the screen moved while the page was loading"


def test_what_is_being_read_stays_in_its_place(open_page: OpenPage, differing: str) -> None:
    page = open_page(differing)
    heading = page.locator("article h2").nth(3)
    heading.evaluate("heading => window.scrollTo({top: heading.offsetTop - 200, behavior: 'instant'})")
    before = heading.bounding_box()
    page.get_by_label("Your Python").select_option("3.8")
    after = heading.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 60


def test_a_claim_says_whether_it_is_true_of_my_python(open_page: OpenPage, site: Site) -> None:
    name = max(site.pages, key=lambda page: (site.folder / page).read_text(encoding="utf-8").count('class="claim"'))
    page = open_page(name + "?py=3.8")
    for claim in page.locator(".claim:not(.law)").all():
        holds = "3.8" in str(claim.get_attribute("data-pythons")).split()
        assert claim.locator(".claim-yes").is_visible() is holds
        assert claim.locator(".claim-no").is_visible() is not holds


def test_a_page_on_which_nothing_follows_the_choice_says_so(site: Site) -> None:
    texts = {name: (site.folder / name).read_text(encoding="utf-8") for name in site.pages}
    idle = {name for name, text in texts.items() if 'class="reader-idle"' in text}
    following = {name for name, text in texts.items() if "example-output" in text or 'class="claim"' in text}
    assert idle.isdisjoint(following)
    assert idle | following == set(site.pages)
    assert len(idle) > 10


def test_the_choice_works_with_the_keyboard_alone(open_page: OpenPage, differing: str) -> None:
    page = open_page(differing)
    control = page.get_by_label("Your Python")
    control.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert chosen(page) == control.input_value()
    assert control.evaluate("control => getComputedStyle(control).outlineStyle") != "none"


def test_without_a_script_every_output_is_in_the_page(open_page: OpenPage, differing: str) -> None:
    page = open_page(differing, java_script_enabled=False)
    assert not page.get_by_label("Your Python").is_visible()
    outputs = page.locator(".example-output")
    assert outputs.count() > 20
    titles = page.locator("figure.example:not(details figure) > .example-output > :is(summary, p:first-child)")
    assert titles.count() > 10
    assert all(title.is_visible() for title in titles.all())
