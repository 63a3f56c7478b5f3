"""What changed and Predict: the difference between any two outputs, and between a guess and the output."""

import difflib
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from bookcheck.pages.book import Book
from bookcheck.recordings.comparison import output_lines
from bookcheck.recordings.explanations import unexplained
from bookcheck.recordings.groups import output_groups
from tests.browser.conftest import OpenPage, Site

COMPARED = "trees/dump_a_line"
"""An example with four outputs."""

FLOOR = {"comparisons": 110, "guesses": 90}
"""How many examples can be compared, and how many questions answered, at least. Raise it as the book grows."""


@pytest.fixture(scope="module")
def named(site: Site) -> dict[str, list[str]]:
    """The pages that show each example."""
    found: dict[str, list[str]] = {}
    for name in site.pages:
        text = (site.folder / name).read_text(encoding="utf-8")
        for part in text.split('data-example="')[1:]:
            found.setdefault(part.partition('"')[0], []).append(name)
    return found


def figure_of(page: Page, example: str) -> Locator:
    return page.locator(f'figure[data-example="{example}"]').first


def shown_difference(result: Locator) -> list[str]:
    """The lines that are gone or new in a difference that is shown."""
    return result.locator("del, ins").all_inner_texts()


def test_any_two_outputs_can_be_compared_and_each_difference_has_its_reasons(
    open_page: OpenPage, project: Book, named: dict[str, list[str]]
) -> None:
    example = project.examples[COMPARED]
    groups = output_groups(project, example)
    assert len(groups) > 3
    page = open_page(named[example.name][0] + "?py=3.8")
    comparison = figure_of(page, example.name).locator(".example-compare")
    comparison.locator("summary").click()
    older, newer = comparison.locator("select").all()
    assert older.input_value() == str(len(groups) - 1) or newer.input_value() == str(len(groups) - 1)
    for first in range(len(groups)):
        for second in range(len(groups)):
            older.select_option(str(first))
            newer.select_option(str(second))
            before, after = (output_lines(groups[at].outcome.steps[0]) for at in (first, second))
            wanted = [line for line in difflib.ndiff(before, after) if line[0] in "-+"]
            found = [line.rstrip("\n") for line in shown_difference(comparison)]
            assert bool(found) is (first != second)
            assert len(found) <= len(wanted), "a difference longer than need be"
            reasons = comparison.locator(".compare-result > .example-why").count()
            assert reasons >= abs(first - second) or first == second


def test_every_example_with_more_than_one_output_can_be_compared(
    open_page: OpenPage, site: Site, project: Book
) -> None:
    for example in project.examples.values():
        assert list(unexplained(project, example, project.load_recording(example))) == []
    page = open_page("404.html")
    compared = 0
    for name in site.pages:
        if site.examples(name):
            page.goto(site.url + name)
            counts = page.evaluate(
                """[...document.querySelectorAll('figure.example:not(.example-live)')].map(figure => [
                  figure.querySelectorAll(':scope > .example-output').length,
                  figure.querySelectorAll(':scope > .example-compare').length])"""
            )
            assert [folds for _, folds in counts] == [int(outputs > 1) for outputs, _ in counts], name
            compared += sum(folds for _, folds in counts)
    assert compared >= FLOOR["comparisons"]


def test_a_comparison_follows_the_choice_of_python(open_page: OpenPage, named: dict[str, list[str]]) -> None:
    page = open_page(named[COMPARED][0] + "?py=3.8")
    comparison = figure_of(page, COMPARED).locator(".example-compare")
    comparison.locator("summary").click()
    before = shown_difference(comparison)
    page.get_by_label("Your Python").select_option("3.15")
    assert shown_difference(comparison) != before
    assert "3.15" in str(comparison.locator("select").nth(1).locator("option:checked").text_content())


def test_a_guess_is_compared_with_what_my_python_wrote(
    open_page: OpenPage, project: Book, named: dict[str, list[str]]
) -> None:
    example = project.examples["overview/forgotten_colon"]
    page = open_page(named[example.name][0] + "?py=3.8")
    figure = figure_of(page, example.name)
    wrote = output_groups(project, example)[-1].outcome.steps[0].output
    assert not figure.get_by_text(wrote.strip()).first.is_visible()
    figure.get_by_label("Your guess").fill("something else")
    figure.get_by_role("button", name="Show the output").click()
    result = figure.locator(".guess-result")
    expect(result).to_contain_text("0 of 1 lines right.")
    assert [line.strip() for line in shown_difference(result)] == ["- something else", "+ " + wrote.strip()]
    assert figure.locator(".example-text pre").last.is_visible()
    figure.get_by_label("Your guess").fill(wrote)
    figure.get_by_role("button", name="Show the output").click()
    expect(result).to_have_text("Exactly right.")
    page.get_by_label("Your Python").select_option("3.15")
    expect(result).to_contain_text("0 of 1 lines right.")


LATE = r"/favicon\.ico$|/_static/(favicon\.svg|linking\.js)(\?v=\w+)?$"
"""What may still be on its way when a page has been loaded: its icon, and the script that links source and output."""

ANSWER_ALL = """() => {
  for (const fold of document.querySelectorAll('details.example-fold')) fold.open = true;
  const forms = [...document.querySelectorAll('.example-guess')];
  for (const form of forms) {
    form.querySelector('textarea').value = 'a guess';
    form.querySelector('button').click();
  }
  const closed = 'figure:has(> .example-question) > details.example-output:not([open])';
  const covered = [...document.querySelectorAll(closed)];
  return {
    answered: forms.length,
    judged: document.querySelectorAll('.guess-result:not(:empty)').length,
    covered: covered.filter(output => output.dataset.pythons.split(' ').includes('3.15')).length,
    kept: JSON.stringify({...localStorage, ...sessionStorage}),
  };
}"""
"""Answer every question of a page, and say what came of it."""


def test_every_question_can_be_answered_and_nothing_is_stored_or_sent(open_page: OpenPage, site: Site) -> None:
    page = open_page("404.html")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    asked = 0
    for name in site.pages:
        if "example-question" not in (site.folder / name).read_text(encoding="utf-8"):
            continue
        page.goto(site.url + name)
        sent.clear()
        found = page.evaluate(ANSWER_ALL)
        asked += found["answered"]
        assert found["judged"] == found["answered"], name
        assert found["covered"] == 0, name
        assert "a guess" not in found["kept"]
        assert [url for url in sent if not re.search(LATE, url)] == []
    assert asked >= FLOOR["guesses"]
