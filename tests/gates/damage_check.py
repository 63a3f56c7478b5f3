"""Damage that a build of the site notices late or not at all, and `make check` in two seconds: one message each."""

import zlib

from bookcheck.pages.block_rules import IMAGE
from bookcheck.pages.book import Book
from tests.gates.damage import (
    INDEX,
    PROGRAMS,
    STATIC,
    VALUES,
    Damage,
    Row,
    both,
    change,
    put,
    write,
)
from tests.gates.damage_diagrams import TWISTED, shown

_INVENTORY = b"# Sphinx inventory version 2\n# Project: Python\n# Version: 3\n# compressed with zlib\n"


def with_inventory(page: str) -> Damage:
    """Give the book the inventory of a project that has the module ``os``, and put ``page`` into the page of values."""
    lines = b"os py:module 0 library/os.html#module-$ -\nos.getcwd py:function 1 library/os.html#$ -\n"

    def act(book: Book) -> None:
        write("names/other.inv", _INVENTORY + zlib.compress(lines))(book)
        change("pyproject.toml", 'docs = "docs"\n', 'docs = "docs"\ninventories = "names"\n')(book)
        put(page)(book)

    return act


LONG = "Word after word says what a value is, and where. " * 45

LINKS = (
    Row("a link to a page that is not there", put("See [it](valuse.md)."), VALUES + ":11", "valuse.md, where nothing"),
    Row("a link to a heading that a page has not", put("A\nline, [it](programs.md#program)."), VALUES + ":12",
        "leads to the heading #program of programs.md"),
    Row("a link to a heading that its own page has not", put("See [it](#valeus)."), VALUES + ":11",
        "did you mean values"),
    Row("a link to nothing", put("See [it]()."), VALUES + ":11", "a link leads to nothing"),
    Row("a link out of the book", put("See [it](../pyproject.md)."), VALUES + ":11", "where nothing is"),
    Row("a link in a cell of a table", put("| a |\n|---|\n| b [it](gone.md) |"), VALUES + ":13", "gone.md"),
    Row("a link in a note", put("```{note}\nSee [it](gone.md).\n```"), VALUES + ":12", "gone.md"),
    Row("a link around bold words in a list", put("- a\n- [**it** and `code`](programs.md#gone)"), VALUES + ":12",
        "#gone of programs.md"),
    Row("a link whose target is at the end of the page", put("See [it][there].\n\n[there]: gone.md"), VALUES + ":11",
        "gone.md"),
    Row("a link to an address that the page does not define", put("See\n[it][there]."), VALUES + ":12",
        "does not define what [it][there] leads to"),
    Row("a link around code to an address that the page does not define", put("See [the `it`][there]."), VALUES + ":11",
        "does not define what ][there] leads to"),
    Row("a mark of a footnote that is not there", put("See it.[^one]"), VALUES + ":11", "define what [^one] leads to"),
    Row("a link to an address that another page defines",
        both(put("- See [it][there]."), change(PROGRAMS, "# Programs\n", "# Programs\n\n[there]: values.md\n")),
        VALUES + ":11", "does not define what [it][there] leads to"),
    Row("a link in a heading", put("## [It](gone.md)"), VALUES + ":11", "gone.md"),
    Row("a link to a heading that is too deep",
        put("## A\n\n### B\n\n#### Deep\n\n[It](values.md#deeply)."), VALUES + ":17",
        "#deeply of values.md"),
    Row("a link of an unknown kind", put("See [it](htps://example.org)."), VALUES + ":11",
        "which is no page or address"),
    Row("a picture without a file", put("![A picture](gone.png)"), VALUES + ":11", IMAGE),
    Row("a picture in a link", put("[![A picture](gone.png)](values.md)"), VALUES + ":11", IMAGE),
    Row("a picture in a caption", change(VALUES, "A greeting, from inside", "A ![greeting](gone.png)"), VALUES + ":20",
        IMAGE),
    Row("a picture in the title of a note", put(":::{admonition} A ![picture](gone.png)\nHere.\n:::"), VALUES + ":11",
        IMAGE),
)  # fmt: skip

ROLES = (
    Row("a term that the glossary has not", put("A {term}`prorgam` is."), VALUES + ":11", "did you mean program"),
    Row("a term that is another word entirely", put("A\n{term}`snake`."), VALUES + ":12", "no term 'snake'"),
    Row("a term behind other words", put("- Some {term}`programs <programm>`."), VALUES + ":11",
        "did you mean program"),
    Row("a term in a definition of the glossary", change(INDEX, "tests run.", "tests {term}`run`."), INDEX + ":2",
        "no term 'run'"),
    Row("a term taken out of the glossary",
        both(change(INDEX, "program\nlisting\n", "listing\n"), change(INDEX, "program of the", "listing of the"),
            change(PROGRAMS, "A {term}`program` may", "A {term}`listing`, a {term}`program`, may")),
        PROGRAMS + ":11", "no term 'program'"),
    Row("a label that no page has", put("See {ref}`values-of-names`."), VALUES + ":11", "which no page has"),
    Row("a label that is not before a heading", put("(here)=\nA line.\n\nSee {ref}`here`."), VALUES + ":14",
        "is not before a heading"),
    Row("an example that is referred to and not shown", put("See {ref}`so <example:basics/longest_words>`."),
        VALUES + ":11", "did you mean example:basics/longest_word"),
    Row("a claim that is referred to and not there", put("See {ref}`claim:basics.clock`."), VALUES + ":11",
        "leads to the claim basics.clock"),
    Row("an unknown term in a caption", change(VALUES, "A greeting, from inside", "A {term}`greting`"), VALUES + ":20",
        "no term 'greting'"),
    Row("an unknown role in a question", change(VALUES, "Which Python answers?", "Which {trem}`listing` answers?"),
        VALUES + ":25", "unknown role {trem}"),
    Row("a link to nowhere in a caption", change(VALUES, "A greeting, from inside", "A [greeting](gone.md)"),
        VALUES + ":20", "gone.md, where nothing is"),
    Row("an unknown role in the title of a note", put(":::{admonition} A {trem}`listing`\nHere.\n:::"),
        VALUES + ":11", "unknown role {trem}"),
    Row("a figure", put("```{figure} gone.png\n:alt: A picture\n```"), VALUES + ":11",
        "an unknown directive {figure}"),
    Row("an option that a note does not have", put("```{note}\n:clas: wide\n\nHere.\n```"), VALUES + ":11",
        "did you mean class"),
    Row("an option that a toctree does not have", change(INDEX, "```{toctree}\n", "```{toctree}\n:hiden:\n\n"),
        INDEX + ":10", "did you mean hidden"),
    Row("a page that {doc} does not find", put("See {doc}`program`."), VALUES + ":11", "did you mean programs"),
    Row("a role that is misspelled", put("A {trem}`program`."), VALUES + ":11", "unknown role {trem}"),
    Row("a role in a caption of a table", put("| {tem}`a` |\n|---|\n| b |"), VALUES + ":11", "unknown role {tem}"),
    Row("a role that no extension has", put("Press {keys}`q`."), VALUES + ":11", "unknown role {keys}"),
    Row("a module that no inventory has", with_inventory("See {py:mod}`oss`."), VALUES + ":11", "did you mean os",
        (STATIC, "sphinx")),
    Row("a function that is referred to as a module", with_inventory("{py:mod}`os` has {py:mod}`os.getcwd`."),
        VALUES + ":11", "leads to os.getcwd", (STATIC, "sphinx")),
)  # fmt: skip

NAMES = (
    Row("a heading twice in a page", put("## One\n\n## Two\n\n## One"), VALUES + ":15", "the heading 'One' twice"),
    Row("a heading twice, in other marks", put("## The `dis` module\n\n### The *dis* Module"), VALUES + ":13",
        "twice"),
    Row("a title that two pages have",
        both(change(VALUES, "# Values", "# Programs"), change(PROGRAMS, "sites: Values", "sites: none")),
        VALUES + ":9",
        "two pages have the title 'Programs'"),
    Row("a heading that skips a level", put("### Deep"), VALUES + ":11", "the heading 'Deep' is of level 3"),
    Row("a heading that skips two levels", put("## One\n\n##### Deep"), VALUES + ":13", "is of level 5"),
    Row("a second title", put("## One\n\n# Two"), VALUES + ":13", "the heading 'Two' is of level 1"),
    Row("a page that begins with a heading of level 2", change(VALUES, "# Values", "## Values"), VALUES + ":9",
        "the heading 'Values' is of level 2"),
    Row("a page without a title",
        both(write("docs/bare.md", "Words.\n"), change(INDEX, "programs\n", "programs\nbare\n")),
        "docs/bare.md:1", "the page has no title"),
    Row("a label twice in a page", put("(here)=\n## One\n\n(here)=\n## Two"), VALUES + ":14", "'here' is there twice"),
    Row("a label in two pages",
        both(put("(here)=\n## One"), change(PROGRAMS, "# Programs\n", "# Programs\n\n(here)=\n## Two\n")),
        VALUES + ":11", "'here' is there twice"),
    Row("a label in other case", put("(Here)=\n## One\n\n(here)=\n## Two"), VALUES + ":14", "'here' is there twice"),
    Row("a label that a directive has too", put("(here)=\n## One\n\n```{note}\n:name: here\n\nTwo.\n```"),
        VALUES + ":14", "'here' is there twice"),
)  # fmt: skip

TOCTREES = (
    Row("a page that no toctree has", write("docs/lonely.md", "# Lonely\n"), "docs/lonely.md:1", "is in no toctree"),
    Row("a page in a folder that no toctree has", write("docs/part/lonely.md", "# Lonely\n"), "docs/part/lonely.md:1",
        "is in no toctree"),
    Row("a toctree with a page that is not there", change(INDEX, "programs\n", "programs\ngone\n"), INDEX + ":13",
        "leads to gone"),
    Row("a toctree with a misspelled page", change(INDEX, "values\nprograms", "valeus\nprograms"), INDEX + ":11",
        "did you mean values"),
    Row("a toctree that has a page twice", change(INDEX, "programs\n", "programs\nThe values <values>\n"),
        INDEX + ":13", "the page values is in a toctree twice", (STATIC, "sphinx")),
)  # fmt: skip

FRONT = (
    Row("front matter with an unknown key", change(VALUES, "level: beginner", "levle: beginner"), VALUES + ":2",
        "the unknown key 'levle'; did you mean level"),
    Row("front matter with an unknown level", change(VALUES, "level: beginner", "level: beginer"), VALUES + ":2",
        "did you mean beginner"),
    Row("front matter without prerequisites", change(VALUES, "prerequisites: none\n", ""), VALUES + ":1",
        "does not say prerequisites"),
    Row("front matter that says nothing", change(VALUES, "prerequisites: none", "prerequisites: \"\""), VALUES + ":4",
        "says nothing for 'prerequisites'"),
    Row("a numbered page without front matter",
        both(write("docs/more.md", "# 3.2 More\n"), change(INDEX, "programs\n", "programs\nmore\n")),
        "docs/more.md:1", "does not say level and prerequisites"),
    Row("a prerequisite that is no page", change(PROGRAMS, "prerequisites: Values", "prerequisites: Valeus"),
        PROGRAMS + ":4", "did you mean Values"),
    Row("a prerequisite that goes on with other words",
        change(PROGRAMS, "prerequisites: Values", "prerequisites: Values on names"), PROGRAMS + ":4",
        "say 'on names' after 'Values'"),
    Row("a prerequisite of another number", change(PROGRAMS, "prerequisites: Values", "prerequisites: 3.99 Values"),
        PROGRAMS + ":4", "name '3.99 Values'"),
    Row("a prerequisite that is a version", change(VALUES, "prerequisites: none", "prerequisites: Python 3.7"),
        VALUES + ":4", "which is no page"),
    Row("a prerequisite that comes later", change(VALUES, "prerequisites: none", "prerequisites: Programs"),
        VALUES + ":4", "which a reader comes to later"),
    Row("a page that is its own prerequisite", change(VALUES, "prerequisites: none", "prerequisites: Values"),
        VALUES + ":4", "which a reader comes to later"),
    Row("a prerequisite in a sentence that names no page",
        change(VALUES, "prerequisites: none", "prerequisites: You know 3.99 Names."), VALUES + ":4",
        "the prerequisites name"),
)  # fmt: skip

WORDS = (
    Row("a long page with no entry of the index", put(LONG), VALUES + ":9", "the page has 0 index entries"),
    Row("a long page with one entry of the index", put("```{index} greeting\n```\n\n" + LONG), VALUES + ":9",
        "the page has 1 index entry"),
    Row("a long page with three entries, in two places",
        put("```{index} greeting, names\n```\n\n" + LONG + "\n\n```{index} values\n```"), VALUES + ":9",
        "at least 4 entries, because its prose has 400 words or more"),
    Row("a long page of lists and cells", put("- " + LONG[:1200] + "\n\n| a |\n|---|\n| " + LONG[:1200] + " |"),
        VALUES + ":9", "the page has 0 index entries"),
    Row("a long page in a note", put("```{note}\n" + LONG + "\n```"), VALUES + ":9", "the page has 0 index entries"),
)  # fmt: skip

SYNTAX = (
    Row("a diagram that ends what it has not begun", shown(['a["A"] --> b["B"]', "end"]), VALUES + ":16",
        "an 'end' in a diagram ends nothing"),
    Row("a diagram with half an arrow", shown(['a["A"] --> b["B"]', "a -> b"]), VALUES + ":16",
        TWISTED),
    Row("a diagram with a bracket too few", shown(['a["A" --> b["B"]']), VALUES + ":15",
        TWISTED),
    Row("a diagram with brackets of two kinds", shown(['a["A"} --> b["B"]']), VALUES + ":15",
        TWISTED),
    Row("a diagram with an arrow to nowhere", shown(['a["A"] -->']), VALUES + ":15", TWISTED),
    Row("a diagram with a group without an end", shown(['subgraph one["One"]', 'a["A"]']), VALUES + ":15",
        "a group in a diagram has no 'end'"),
    Row("a diagram with words between the nodes", shown(['a["A"] then b["B"]']), VALUES + ":15",
        TWISTED),
    Row("a sequence without a colon",
        put("```{mermaid}\nsequenceDiagram\n    accTitle: A\n    accDescr: B\n    A->>B hello\n```"), VALUES + ":15",
        TWISTED),
    Row("a sequence with a loop without an end",
        put("```{mermaid}\nsequenceDiagram\n    accTitle: A\n    accDescr: B\n    loop twice\n    A->>B: hello\n```"),
        VALUES + ":15", "a frame in a diagram has no 'end'"),
    Row("a diagram that could be drawn and was not", shown(['a["A"] --> b["B"]']), VALUES + ":12",
        "has no drawing, or has changed since it was drawn"),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*LINKS, *ROLES, *NAMES, *TOCTREES, *FRONT, *WORDS, *SYNTAX)
