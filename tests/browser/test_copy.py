"""Every copy button gives a whole program that does what the book says it does."""

import json
import random
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.pythons.environments import matrix_environment
from bookcheck.pythons.interpreters import clean_environ
from tests.browser.conftest import Site
from tests.small_book import ROOT

SEED = 3
FLOOR = {"programs": 230, "buttons": 500}
"""How many programs and buttons the book has at least. Raise it as the book grows."""

PRESS_ALL = """async () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const pressed = [];
  for (const figure of document.querySelectorAll('figure.example:has(.example-source)')) {
    const copied = [];
    for (const source of figure.querySelectorAll('.example-source')) {
      const [copy] = source.querySelectorAll('.copy-buttons button');
      const status = source.querySelector('[role=status]');
      copy.focus({preventScroll: true});
      copy.click();
      await new Promise(done => new MutationObserver(done).observe(status, {childList: true}));
      copied.push([source.dataset.file, await navigator.clipboard.readText(), status.textContent]);
    }
    pressed.push([figure.dataset.example, copied]);
  }
  return pressed;
}"""
"""Press the button of every program of a page: of each example, what each press copied and what was said of it."""


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Site) -> Page:
    """A page whose clipboard can be read."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    return context.new_page()


def test_every_button_copies_a_program_that_does_what_was_recorded(reader: Page, site: Site, project: Book) -> None:
    found: Counter[str] = Counter()
    todo: dict[str, dict[str, dict[str, str]]] = {}
    chance = random.Random(SEED)
    for name in site.pages:
        if not site.examples(name):
            continue
        reader.goto(site.url + name)
        for shown, copied in reader.evaluate(PRESS_ALL):
            example = project.examples[shown]
            found["buttons"] += len(copied)
            files = {file: text for file, text, _ in copied}
            assert set(files) <= set(example.files), f"{name}: {example.name}"
            for file, text, said in copied:
                assert text == files[file], "two buttons, two texts"
                assert re.match(r"Copied .+; checked on (every Python|3\..+); MIT-0", said)
            if set(files) == set(example.files):
                found["programs"] += 1
                todo.setdefault(chance.choice(project.applicable(example)).tag, {})[example.name] = files
    assert {key: found[key] >= least for key, least in FLOOR.items()} == dict.fromkeys(FLOOR, True), found
    shown = {name for programs in todo.values() for name in programs}
    assert shown == set(project.examples), "an example that no button copies whole"
    assert {tag: wrong for tag in todo if (wrong := run_copied(project, tag, todo[tag]))} == {}


def run_copied(project: Book, tag: str, programs: dict[str, dict[str, str]]) -> object:
    """Run copied programs with the Python ``tag``; return what was wrong, by example."""
    python = next(python for python in project.pythons if python.tag == tag)
    interpreter = matrix_environment(ROOT, python).python
    environ = {**clean_environ(tag), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    done = subprocess.run(
        [interpreter, Path(__file__).with_name("run_copied.py")],
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        env=environ,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_save_gives_the_same_text_as_a_file_of_its_name(reader: Page, site: Site, project: Book) -> None:
    name = next(name for name in site.pages if "data-excerpt" in (site.folder / name).read_text(encoding="utf-8"))
    reader.goto(site.url + name)
    source = reader.locator(".example-source[data-excerpt]").first
    example: Example = project.examples[source.evaluate("source => source.closest('figure').dataset.example")]
    source.hover()
    with reader.expect_download() as download:
        source.get_by_role("button", name="Save").click()
    file = str(source.get_attribute("data-file"))
    assert download.value.suggested_filename == Path(file).name
    assert download.value.path().read_text(encoding="utf-8") == example.files[file].text


def test_a_command_is_copied_without_its_prompt(reader: Page, site: Site) -> None:
    reader.goto(site.url + "03-core-execution-model/00-overview.html")
    block = reader.locator(".highlight-console").first
    block.hover()
    block.get_by_role("button", name="Copy").click()
    text = reader.evaluate("navigator.clipboard.readText()")
    assert text
    assert "$" not in text
    assert text.strip() in block.locator("pre").inner_text()
