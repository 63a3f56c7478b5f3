"""Damage to what readers read: versions without a proof, universal sentences, listings that nobody ran."""

import subprocess

from bookcheck.pages.book import Book
from tests.gates.damage import (
    BASICS,
    EVERYWHERE,
    ITEMS,
    RECORDED,
    SAY_HELLO,
    VALUES,
    Row,
    change,
    drawn,
    put,
    write,
)

UNSEEN = "a character cannot be seen"
UNPROVED = "without a proof"
UNCARRIED = "and nothing carries it"


def _recoded(book: Book) -> None:
    path = book.root / SAY_HELLO
    path.write_bytes(b"# coding: utf-7\n# +AAo-print(1)\n")


def _linked(book: Book) -> None:
    (book.root / BASICS / "count_words" / "link.py").symlink_to(book.root / SAY_HELLO)


def _ignored(book: Book) -> None:
    subprocess.run(["git", "init", "-q", str(book.root)], check=True)
    (book.root / ".gitignore").write_text("secret*\n", encoding="utf-8")
    (book.root / BASICS / "count_words" / "secret.txt").write_text("1\n", encoding="utf-8")


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
    Row("a version in the front matter", change(VALUES, "prerequisites: none", "prerequisites: You know Python 3.7."),
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
    Row("an output in a text block", put("```text\nHello, Ada!\n```"), VALUES + ":11", "in a `text` fence"),
    Row("a function in a text block", put("```text\ndef f(): pass\n```"), VALUES + ":11", "in a `text` fence"),
    Row("a traceback in a text block in a note",
        put("~~~{note}\n```text\nTraceback (most recent call last):\n```\n~~~"), VALUES + ":12", "in a `text` fence"),
    Row("an output in a console block", put("```console\n$ python a.py\nHello\n```"), VALUES + ":11", "`Hello` in a"),
    Row("an output in a comment of a command", put("```console\n$ python a.py  # Hello\n```"), VALUES + ":11",
        "in a `console` fence"),
    Row("invented JSON", put('- a\n\n  ```json\n  {"a": 1}\n  ```'), VALUES + ":13", "in a `json` fence"),
    Row("a difference that nobody made", put("```diff\n- a\n+ b\n```"), VALUES + ":11", "in a `diff` fence"),
    Row("code over two lines", put("See `import a\na.b()`."), VALUES + ":11", "a code span over several lines"),
    Row("a prompt in a cell", put("| a |\n|---|\n| >>> 1 |"), VALUES + ":13", "`>>>` in prose"),
    Row("a prompt in code in a cell", put("| a |\n|---|\n| `In [1]: 1` |"), VALUES + ":13", "a prompt or a traceback"),
    Row("lines of code with breaks", put("`a = 1`\\\n`print(a)`"), VALUES + ":11", "a line break in a paragraph"),
    Row("a picture of code", put("![code](code.png)"), VALUES + ":11", "an image"),
    Row("a zero-width space in a page", put("It is wel\u200bl."), VALUES + ":11", UNSEEN),
    Row("a bidirectional mark as an entity", put("It is &#8238;well."), VALUES + ":11", UNSEEN),
    Row("a blank letter in a page", put("It is wel\u3164l."), VALUES + ":11", UNSEEN),
    Row("a bidirectional override in a program", change(SAY_HELLO, "Hello", "Hel\u202elo"), SAY_HELLO, UNSEEN,
        EVERYWHERE),
    Row("a form feed in a program", change(SAY_HELLO, "def greet", "\fdef greet"), SAY_HELLO, UNSEEN, EVERYWHERE),
    Row("a comment that is code in another encoding", _recoded, SAY_HELLO + ":1",
        "otherwise than a reader does", EVERYWHERE),
    Row("a line separator in a recording", change(RECORDED, "Hello, Ada!", "Hello, \u2028Ada!"), RECORDED, UNSEEN,
        EVERYWHERE, says={ITEMS: (RECORDED, "changed by hand")}),
    Row("a link out of a folder example", _linked, BASICS + "/count_words/link.py", "a symbolic link", EVERYWHERE),
    Row("a hidden file in a folder example", write(BASICS + "/count_words/.env", "a=1\n"),
        BASICS + "/count_words/.env", "a leftover is among", EVERYWHERE),
    Row("a backup in a folder example", write(BASICS + "/count_words/main.py~", "1\n"),
        BASICS + "/count_words/main.py~", "a leftover is among", EVERYWHERE),
    Row("compiled code in a folder example", write(BASICS + "/count_words/x.pyc", "1\n"),
        BASICS + "/count_words/x.pyc", "a leftover is among", EVERYWHERE),
    Row("a file that git ignores in a folder example", _ignored, BASICS + "/count_words/secret.txt", "git ignores",
        EVERYWHERE),
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
)
