"""The start page: a program whose output follows the Python that a reader presses, two entrances, and the numbers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from bookcheck.pages.book import Book
from bookcheck.pages.counts import proof_counts
from bookcheck.programs.examples import Example
from bookcheck.recordings.groups import Group, output_groups
from tests.browser.conftest import OpenPage

SCREENS = [(1440, 900), (390, 844)]


@pytest.fixture(scope="module")
def live(project: Book) -> Example:
    """The example of the start page."""
    page = next(page for page in project.pages if page.path == project.docs / "index.md")
    return project.examples[next(block.argument for block in page.examples if "live" in block.options)]


@pytest.fixture(scope="module")
def groups(project: Book, live: Example) -> tuple[Group, ...]:
    """Its outputs, the newest first."""
    return tuple(output_groups(project, live))


def shown_text(page: Page) -> str:
    """The output that is seen at the example."""
    outputs: Iterator[Locator] = (text for text in page.locator(".example-live .example-text").all())
    return "".join(text.inner_text() for text in outputs if text.is_visible())


def press(page: Page, tag: str) -> Locator:
    return page.locator(".live-pythons").get_by_role("button", name=tag, exact=True)


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_program_pythons_output_and_what_changed_are_on_the_first_screen(
    open_page: OpenPage, width: int, height: int
) -> None:
    page = open_page("index.html", width=width, height=height)
    for part in (".example-live .example-program", ".live-pythons", ".example-output[open]", ".live-changed"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] > 0
        assert box["y"] + box["height"] <= height, part
        assert box["x"] + box["width"] <= width, part


def test_each_python_that_is_pressed_shows_its_own_output(
    open_page: OpenPage, project: Book, groups: tuple[Group, ...]
) -> None:
    page = open_page("index.html")
    for python in project.pythons:
        if python.is_variant:
            continue
        press(page, python.tag).click()
        group = next(group for group in groups if python.tag in group.tags)
        assert shown_text(page).strip() == "".join(step.output for step in group.outcome.steps).strip()
        expect(press(page, python.tag)).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".live-pythons [aria-pressed=true]")).to_have_count(1)
        expect(page.get_by_label("Your Python")).to_have_value(python.tag)


def test_what_changed_is_said_for_each_output(open_page: OpenPage, live: Example, groups: tuple[Group, ...]) -> None:
    sentences = [said.sentence.replace("`", "") for said in live.declaration.changed]
    page = open_page("index.html")
    told = []
    for group in groups:
        press(page, next(tag for tag in group.tags if tag.replace(".", "").isdigit())).click()
        told.append(page.locator(".live-changed").inner_text())
        assert any(sentence in told[-1] for sentence in sentences)
    assert len(set(told)) > 1


def test_the_row_works_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("index.html")
    before = shown_text(page)
    press(page, "3.8").focus()
    page.keyboard.press("Enter")
    assert shown_text(page) != before
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(press(page, "3.9")).to_have_attribute("aria-pressed", "true")


def test_the_row_and_the_choice_above_the_page_are_one(open_page: OpenPage) -> None:
    page = open_page("index.html")
    page.get_by_label("Your Python").select_option("3.9")
    expect(press(page, "3.9")).to_have_attribute("aria-pressed", "true")


def test_without_a_script_all_outputs_are_listed_and_no_button_is(
    open_page: OpenPage, groups: tuple[Group, ...]
) -> None:
    page = open_page("index.html", java_script_enabled=False)
    texts = page.locator(".example-live .example-text").all()
    assert len(texts) == len(groups)
    assert all(text.is_visible() for text in texts)
    assert page.locator(".live-pythons").count() == 0


def test_both_entrances_lead_into_the_book(open_page: OpenPage) -> None:
    page = open_page("index.html")
    article = page.locator("article")
    article.get_by_role("link", name="I have an error").click()
    expect(page.get_by_role("heading", name="I have an error")).to_be_in_viewport()
    article.get_by_role("link", name="Start reading").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overview")


def test_the_numbers_are_those_that_are_counted(open_page: OpenPage, project: Book) -> None:
    page = open_page("index.html")
    shown = [item.inner_text().split("\n") for item in page.locator("ul.proof > li").all()]
    assert shown == [[f"{number:,}", what] for what, number in proof_counts(project).items()]


def test_title_and_description_say_what_the_book_is(open_page: OpenPage) -> None:
    page = open_page("index.html")
    assert "every example run on every Python" in page.title()
    assert "CPython" in str(page.locator("meta[name=description]").get_attribute("content"))


def test_the_side_column_lists_all_pages_of_the_chapter(open_page: OpenPage, project: Book) -> None:
    page = open_page("index.html", width=1440)
    links = page.locator(".sidebar-tree a:visible").evaluate_all("all => all.map(link => link.pathname.slice(1))")
    pages = {path.path.relative_to(project.docs).with_suffix(".html").as_posix() for path in project.pages}
    assert {name for name in pages if name.startswith("03-")} <= set(links)
