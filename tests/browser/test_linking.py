"""Source to output: a line of a program and what it became light each other, by mouse, keyboard and finger."""

from collections import Counter

import pytest
from playwright.sync_api import Locator, Page, expect

from bookcheck.pages.book import Book
from tests.browser.axe import RULES_OF_LAYOUT, leave_out_tokens, mark_kinds, violations_of_kinds
from tests.browser.conftest import OpenPage, Site
from tests.browser.visit import look

FLOOR = {"examples": 22, "traces": 3, "source lines": 80, "output lines": 70, "step lines": 50}
"""How much is linked at least, on the newest Python. Raise it as the book grows."""
BYTECODE = "03-core-execution-model/05-bytecode-compilation.html"
TRACES = "03-core-execution-model/06-evaluation-loop.html"
STATEMENTS = '[data-program="bytecode/two_statements"]'

HOVER_ALL = """() => {
  const found = [];
  for (const details of document.querySelectorAll('article details')) details.open = true;
  for (const line of document.querySelectorAll('figure [data-line]')) {
    if (!line.checkVisibility()) continue;
    line.dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}));
    const program = line.closest('[data-program]').dataset.program;
    const lit = [...document.querySelectorAll('.lit')];
    found.push({
      program,
      kind: line.matches('tr') ? 'step' : line.closest('.example-source') ? 'source' : 'output',
      words: line.dataset.line.split(' '),
      self: line.classList.contains('lit'),
      kinds: lit.map(each => each.matches('tr') ? 'step' : each.closest('.example-source') ? 'source' : 'output'),
      lit: lit.map(each => each.dataset.line.split(' ')),
      foreign: lit.filter(each => each.closest('[data-program]').dataset.program !== program).length,
    });
  }
  return found;
}"""
"""Point at every linked line in sight, and say what lights."""


def ready(page: Page) -> Page:
    """The page, once it has the script, which only a page with linked lines loads."""
    expect(page.locator(".linking-status")).to_be_attached()
    return page


def lit(page: Page) -> list[str]:
    """The lines that are lit, as text."""
    return [text.strip("\n") for text in page.locator(".lit").all_text_contents()]


def statement(page: Page, number: int, part: str) -> Locator:
    return page.locator(f'{STATEMENTS} {part} [data-line="{number}"]').locator("visible=true").first


def test_every_line_lights_what_it_is_about_and_nothing_else(open_page: OpenPage, site: Site, project: Book) -> None:
    page = open_page("index.html")
    found: Counter[str] = Counter()
    programs = set()
    for name in site.pages:
        if "data-line" not in (site.folder / name).read_text(encoding="utf-8"):
            continue
        page.goto(site.url + name)
        for line in ready(page).evaluate(HOVER_ALL):
            assert line["foreign"] == 0, f"{name}: {line}"
            assert all(set(words) & set(line["words"]) for words in line["lit"]), f"{name}: {line}"
            if line["lit"]:
                assert line["self"], f"{name}: {line}"
                programs.add(line["program"])
                found[line["kind"] + " lines"] += 1
            if line["kind"] in ("output", "step"):
                assert "source" in line["kinds"], f"{name}: an output whose source is nowhere: {line}"
    found["examples"], found["traces"] = len(programs), len(programs & set(project.traces))
    assert {key: found[key] >= least for key, least in FLOOR.items()} == dict.fromkeys(FLOOR, True), found
    declared = {name for name, example in project.examples.items() if example.declaration.positions}
    assert programs == declared | set(project.traces)


def test_pointing_at_a_line_lights_its_instructions_and_back(open_page: OpenPage) -> None:
    page = ready(open_page(BYTECODE + "?py=3.10"))
    source, output = (statement(page, 8, part) for part in (".example-source", ".example-output"))
    source.hover()
    assert lit(page) == [source.inner_text().rstrip("\n"), output.text_content().rstrip("\n")]  # type: ignore[union-attr]
    assert "CALL_FUNCTION" in lit(page)[1]
    statement(page, 7, ".example-output").hover()
    assert "BINARY_ADD" in lit(page)[1]
    page.get_by_label("Your Python").hover()
    assert lit(page) == []


def test_what_is_lit_has_a_bar_at_its_side_and_nothing_moves(open_page: OpenPage) -> None:
    page = ready(open_page(BYTECODE))
    line = statement(page, 7, ".example-source")
    line.scroll_into_view_if_needed()
    before, plain = line.bounding_box(), line.evaluate("line => getComputedStyle(line).borderLeftColor")
    line.hover()
    assert line.bounding_box() == before
    assert line.evaluate("line => getComputedStyle(line).borderLeftWidth") == "4px"
    assert line.evaluate("line => getComputedStyle(line).borderLeftColor") != plain


def test_the_arrow_keys_go_from_line_to_line_and_escape_ends_it(open_page: OpenPage) -> None:
    page = ready(open_page(BYTECODE))
    block = page.locator(f"{STATEMENTS} .example-source pre").first
    block.focus()
    assert "Escape" in str(block.get_attribute("aria-description"))
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(page.locator(f"{STATEMENTS} .example-source .lit").get_attribute("data-line"))
    assert seen == ["6", "7", "8", "7"]
    status = page.locator(".linking-status")
    expect(status).to_contain_text("Line 7: 7")
    expect(status).to_contain_text("BINARY_OP")
    page.keyboard.press("Escape")
    assert lit(page) == []
    expect(status).to_be_empty()


def test_leaving_a_block_ends_it_and_no_line_is_a_stop_of_its_own(open_page: OpenPage) -> None:
    page = ready(open_page(BYTECODE))
    block = page.locator(f"{STATEMENTS} .example-output[open] pre")
    block.focus()
    page.keyboard.press("ArrowUp")
    assert "RETURN_VALUE" in lit(page)[-1]
    page.keyboard.press("Tab")
    assert lit(page) == []
    assert page.locator("[data-line][tabindex]").count() == 0


def test_beyond_the_last_line_the_keys_scroll_the_page(open_page: OpenPage) -> None:
    page = ready(open_page(BYTECODE))
    block = page.locator(f"{STATEMENTS} .example-source pre").first
    block.focus()
    page.keyboard.press("ArrowUp")
    pressed = page.evaluate(
        "new Promise(done => { addEventListener('keydown', e => done(e.defaultPrevented), {once: true}); "
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'ArrowDown', bubbles: true, cancelable: true})); })"
    )
    assert pressed is False


def test_a_tap_lights_and_a_second_one_ends_it(open_page: OpenPage) -> None:
    page = ready(open_page(BYTECODE, width=390, has_touch=True))
    line = statement(page, 7, ".example-source")
    line.tap()
    assert len(lit(page)) == 2
    line.tap()
    assert lit(page) == []
    line.tap()
    page.locator("article h1").tap()
    assert lit(page) == []


def test_what_is_lit_follows_the_readers_python(open_page: OpenPage) -> None:
    page = ready(open_page(BYTECODE + "?py=3.10", has_touch=True))
    line = statement(page, 7, ".example-source")
    line.tap()
    assert "BINARY_ADD" in lit(page)[1]
    page.evaluate(
        "() => { const control = document.querySelector('[data-choose-python]'); control.value = '3.14'; "
        "control.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    assert len(lit(page)) == 2
    assert "BINARY_OP" in lit(page)[1]


def test_a_step_of_a_trace_lights_the_line_of_the_program_and_the_other_steps_of_it(open_page: OpenPage) -> None:
    page = ready(open_page(TRACES))
    rows = page.locator('figure.trace[data-program="evaluation/largest"] .example-output[open] tr[data-line]')
    row = rows.last
    number = row.get_attribute("data-line")
    row.hover()
    source = page.locator('figure.example[data-program="evaluation/largest"]:not(.trace) .lit').locator("visible=true")
    assert source.get_attribute("data-line") == number
    assert page.locator("tr.lit").count() >= 2
    bar = page.locator("tr.lit > td:first-child").first
    assert bar.evaluate("cell => getComputedStyle(cell).boxShadow") != "none"


@pytest.mark.parametrize(
    ("name", "place"), [(BYTECODE, ".example-source [data-line]"), (TRACES, "figure.trace tr[data-line]")]
)
def test_axe_finds_nothing_while_lines_are_lit(open_page: OpenPage, name: str, place: str) -> None:
    page = ready(open_page(name, reduced_motion="reduce"))
    unlit = mark_kinds(page, "unlit")
    page.locator(place).locator("visible=true").first.hover()
    page.evaluate("document.querySelectorAll('[data-line]').forEach(line => line.classList.add('lit'))")
    look(page, 1280, "dark")
    mark_kinds(page, "dark")
    look(page, 1280, "light")
    assert mark_kinds(page, "light") > unlit
    leave_out_tokens(page)
    assert violations_of_kinds(page, "light") == []
    look(page, 1280, "dark")
    assert violations_of_kinds(page, "dark", RULES_OF_LAYOUT) == []
