"""The text of each diagram is readable: axe does not look at text in a drawing, so its contrast is computed here."""

from bookcheck.diagrams.diagram import find_diagrams
from bookcheck.pages.book import Book
from tests.browser.conftest import OpenPage, Site
from tests.browser.visit import look

LEAST = 4.5
TEXTS = 250
"""How many lines of text the diagrams have at least. Raise it as the book grows."""

MEASURE = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  /* A colour as the browser paints it, [red, green, blue, opacity]. */
  const rgba = (colour, opacity = 1) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255 * opacity];
  };
  const over = (top, below) => [0, 1, 2].map(at => top[at] * top[3] + below[at] * (1 - top[3]));
  const luminance = colour => colour.map(each => each / 255)
    .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, at) => sum + each * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const opacityOf = element => {
    let opacity = 1;
    for (let each = element; each; each = each.parentElement) opacity *= getComputedStyle(each).opacity;
    return opacity;
  };
  /* What is painted at a point of the page below the text of a drawing. */
  const ground = (svg, text, x, y) => {
    const below = [];
    for (let each = svg; each; each = each.parentElement) below.unshift(rgba(getComputedStyle(each).backgroundColor));
    for (const shape of svg.querySelectorAll('rect, circle, ellipse, path, polygon, line')) {
      const painted = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (!painted || shape.closest('defs, marker')) continue;
      const {fill, fillOpacity} = getComputedStyle(shape);
      const at = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
      if (fill !== 'none' && shape.isPointInFill(at)) below.push(rgba(fill, fillOpacity * opacityOf(shape)));
    }
    return below.reduce((painted, colour) => over(colour, painted), [255, 255, 255]);
  };
  const found = [];
  for (const text of document.querySelectorAll('svg.diagram :is(text, tspan)')) {
    if (text.querySelector('tspan') || !text.textContent.trim()) continue;
    const {fill, fillOpacity} = getComputedStyle(text);
    const box = text.getBoundingClientRect();
    const ratios = [0.1, 0.5, 0.9].map(part => {
      const behind = ground(text.closest('svg.diagram'), text, box.left + part * box.width, box.top + box.height / 2);
      return ratio(over(rgba(fill, fillOpacity * opacityOf(text)), behind), behind);
    });
    found.push([text.textContent.trim(), Math.min(...ratios)]);
  }
  return found;
}"""
"""Each line of text in a drawing with its least contrast, at three places of it, with what is painted behind."""


def test_the_text_of_each_diagram_has_contrast(open_page: OpenPage, site: Site, project: Book) -> None:
    page = open_page("404.html", reduced_motion="reduce")
    measured: dict[str, list[tuple[str, float]]] = {"light": [], "dark": []}
    drawings = 0
    for name in site.pages:
        if 'class="diagram"' in (site.folder / name).read_text(encoding="utf-8"):
            page.goto(site.url + name)
            page.evaluate("document.querySelectorAll('article details').forEach(each => each.open = true)")
            drawings += page.locator("svg.diagram").count()
            for scheme, found in measured.items():
                look(page, 1280, scheme)
                found += [(f"{name}: {text}", ratio) for text, ratio in page.evaluate(MEASURE)]
    assert drawings == len(list(find_diagrams(project.pages)))
    for scheme, found in measured.items():
        assert len(found) >= TEXTS
        assert [each for each in found if each[1] < LEAST] == [], scheme
    assert measured["light"] != measured["dark"]


def test_text_that_is_not_readable_is_found(open_page: OpenPage, site: Site) -> None:
    name = next(name for name in site.pages if 'class="diagram"' in (site.folder / name).read_text(encoding="utf-8"))
    page = open_page(name)
    page.add_style_tag(content="svg.diagram .d-node :is(rect, polygon, path, circle) { fill: #555 !important; }")
    ratios = [ratio for _, ratio in page.evaluate(MEASURE)]
    assert min(ratios) < LEAST < max(ratios)
