"""Damage to what readers read: versions without a proof, universal sentences, listings that nobody ran."""

from tests.gates.damage import VALUES, Row, change, drawn, put

UNCARRIED = "and nothing carries it"

# fmt: off
ROWS: tuple[Row, ...] = (
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
