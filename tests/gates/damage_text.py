"""Damage to what readers read: versions without a proof, universal sentences, listings that nobody ran."""

from tests.gates.damage import BASICS, VALUES, Row, change, drawn, put

UNPROVED = "without a proof"
UNCARRIED = "and nothing carries it"

# fmt: off
ROWS: tuple[Row, ...] = (
    Row("a version joined to a name", put("It came with Python3.7."), VALUES + ":11", UNPROVED),
    Row("a version behind a backslash", put("It came with 3\\.7."), VALUES + ":11", UNPROVED),
    Row("a version as an entity", put("It came with 3&#x2e;7."), VALUES + ":11", UNPROVED),
    Row("a version in wide digits", put("It came with ３．７."), VALUES + ":11", UNPROVED),
    Row("a version in pieces", put("It came with 3.<!-- -->*7*."), VALUES + ":11", UNPROVED),
    Row("a version in code", put("New: `since 3.7`."), VALUES + ":11", UNPROVED),
    Row("a version in a link to a page", put("See [what 3.7 has](programs.md)."), VALUES + ":11", UNPROVED),
    Row("a version in the title of a link", put('See [it](programs.md "since 3.7").'), VALUES + ":11", UNPROVED),
    Row("a version in a role", put("{abbr}`GIL (new in 3.7)` is a lock."), VALUES + ":11", UNPROVED),
    Row("a version in a heading", put("## What 3.5 brought"), VALUES + ":11", UNPROVED),
    Row("a version in an index entry", put("```{index} lock; since 3.5\n```"), VALUES + ":11", UNPROVED),
    Row("a version in the front matter", change(VALUES, "prerequisites: none", "prerequisites: Python 3.7"),
        VALUES + ":1", UNPROVED),
    Row("a version in another cell than its source", put("| a | b |\n|---|---|\n| PEP 553 | new in 3.7 |"),
        VALUES + ":13", UNPROVED),
    Row("a version in the clause after a source", put("It came with PEP 553, and 3.7 changed it."), VALUES + ":11",
        UNPROVED),
    Row("two statements with one claim", put("New since 3.8, and grown since 3.8 "
        "{since}`3.8 <basics.assignment_expression>`."), VALUES + ":11", UNPROVED),
    Row("a version in the reason for leaving Pythons out",
        change(BASICS + "/longest_word.py", "assignment expressions are", "unlike 3.7, assignment expressions are"),
        BASICS + "/longest_word.py", UNPROVED),
    Row("a universal sentence", put("Every jump lands."), VALUES + ":11", "says “Every”, " + UNCARRIED),
    Row("a universal word in pieces", put("A jump lands: **al**w<!-- -->ays."), VALUES + ":11", UNCARRIED),
    Row("a universal word in a cell", put("| jump {since}`3.8 <basics.assignment_expression>` | b |\n|---|---|\n"
        "| a | none |"), VALUES + ":13", UNCARRIED),
    Row("a universal caption", change(VALUES, "A greeting, from inside", "Every greeting, from inside"),
        VALUES + ":20", UNCARRIED),
    Row("a universal word in the clause after a mark", put("A jump lands (PEP 617), and it never misses."),
        VALUES + ":11", UNCARRIED),
    Row("a universal word behind a colon after a verb", put("Read this: nothing is lost."), VALUES + ":11", UNCARRIED),
    Row("a universal label in a diagram", drawn('A["all frames"]'), VALUES + ":12", UNCARRIED),
    Row("an output that shows nothing", put("Every jump lands {shown}`basics/jump`."), VALUES + ":11",
        "the mark {shown} names basics/jump"),
    Row("a definition of another word", put("Every jump lands {defines}`frame`."), VALUES + ":11",
        "the mark {defines} names frame"),
    Row("a page that nobody may leave unchecked", change(VALUES, "examples: 3\n", "examples: 3\nuniversal: no\n"),
        VALUES + ":1", "unknown value of universal"),
)
