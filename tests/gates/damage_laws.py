"""Damage to laws: to properties, twins and corpora, to what is recorded, and to the places where pages name them."""

from dataclasses import replace

from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Step
from bookcheck.recordings.recording import Recording
from tests.gates.damage import (
    BASICS,
    EVERYWHERE,
    INDEX,
    ITEMS,
    SPHINX,
    STATIC,
    VALUES,
    Damage,
    Row,
    both,
    change,
    put,
    rerecord,
    write,
)
from tests.small_book import edit, write_recording

LAWS, VERDICTS = BASICS + "/laws.py", "recordings/basics/laws.txt"
NAME = "basics.lower_case_names_are_callable"
SENTENCE = "Each built-in name in lower case can be called"
LAW = f'''"""Laws of the small book."""


def lower_case_names_are_callable(builtin):
    """{SENTENCE}.

    Counts: built-in names in lower case
    Twin: Each built-in name in lower case is a class.
    """
    if builtin.name.islower():
        yield "", callable(builtin.value), isinstance(builtin.value, type)
'''
HOLDS = f"{NAME}: 70 of 70; twin: 26 of 70, not abs\n"
ROLE = f"{SENTENCE} {{law}}`{NAME}`."


def law(
    text: str = LAW, verdict: str = HOLDS, role: str = ROLE, page: str = "```{laws}\n```", count: str = "1"
) -> Damage:
    """Put a law into the small book: its property, what is recorded, a page that states it, a list of laws."""

    def act(book: Book) -> None:
        write(LAWS, text)(book)
        write("docs/laws.md", f"# Laws\n\n{page}\n")(book)
        edit(book.root / INDEX, "programs\n", "programs\nlaws\n")
        put(role)(book)
        change(VALUES, "claims: 2\n", f"claims: 2\nlaws: {count}\n")(book)
        program = Book(book.root).law_programs["basics"]
        outcome = Outcome((Step("check the laws of basics", verdict),))
        outcomes = {python.tag: outcome for python in book.pythons if not python.is_variant}
        write_recording(book, Recording(program.name, program.digest, outcomes))

    return act


def written(old: str, new: str, verdict: str = HOLDS) -> Damage:
    """Put the law into the book with ``new`` where its source has ``old``."""
    assert LAW.count(old) == 1, old
    return law(LAW.replace(old, new), verdict)


def recorded(verdict: str) -> Damage:
    """Put the law into the book, with another verdict on every Python."""
    return law(verdict=verdict)


def pending(book: Book, _program: Example, old: Recording) -> Recording:
    """Revise a recording: nothing has run on the oldest Python."""
    oldest, *others = book.pythons
    return replace(old.only(others), pending=(oldest.tag,))


AT, STATED = LAWS + ":4", VALUES + ":12"
ONLY_SPHINX, ONLY_ITEMS = (SPHINX,), (ITEMS,)

ROWS: tuple[Row, ...] = (
    Row("a role names a law that is not there", law(role="It holds {law}`basics.no_such_sentence`."),
        STATED, "there is no law 'basics.no_such_sentence'", EVERYWHERE),
    Row("a role misspells a law", law(role=f"It holds {{law}}`{NAME}s`."),
        STATED, f"did you mean {NAME}?", EVERYWHERE),
    Row("a role names a probe as a law", law(role="It holds {law}`basics.processor_clock`."),
        STATED, "there is no law 'basics.processor_clock'", EVERYWHERE),
    Row("a law has a recorded counterexample", recorded(HOLDS.replace("70 of 70", "69 of 70, not exit")),
        AT, "has a counterexample on Python"),
    Row("a law has a counterexample on the running Python", written("callable(builtin.value)", "builtin.name != 'zip'"),
        AT, "has a counterexample on Python", ONLY_ITEMS),
    Row("the recorded twin of a law is true", recorded(f"{NAME}: 70 of 70; twin: 70 of 70\n"),
        AT, "has a twin that is true on Python"),
    Row("the twin of a law is true on the running Python", written("isinstance(builtin.value, type)", "True"),
        AT, "has a twin that is true on Python", ONLY_ITEMS),
    Row("a law is recorded without a case", recorded(f"{NAME}: 0 of 0; twin: 0 of 0\n"),
        AT, "was checked over too small a corpus"),
    Row("a law has no case on the running Python", written("islower()", "isspace()"),
        AT, "was checked over too small a corpus", ONLY_ITEMS),
    Row("the corpus is smaller than the recorded one", recorded(f"{NAME}: 700 of 700; twin: 26 of 700, not abs\n"),
        AT, "was checked over too small a corpus", ONLY_ITEMS),
    Row("a law is not among the recorded verdicts", recorded("basics.another: 1 of 1; twin: 0 of 1, not abs\n"),
        AT, "has no verdict on Python", says={ITEMS: (AT, "is not recorded for Python")}, fails=EVERYWHERE),
    Row("a recorded verdict is in another form", recorded(f"{NAME} holds for all\n"),
        AT, "has no verdict on Python", says={ITEMS: (AT, "is not recorded for Python")}, fails=EVERYWHERE),
    Row("the property of a law raises an exception", written("callable(builtin.value)", "builtin.colour"),
        AT, "raises an exception on Python", ONLY_ITEMS),
    Row("a law is recorded with an exception", recorded(f"{NAME}: raised NameError: name 'x' is not defined\n"),
        AT, "raises an exception on Python"),
    Row("a law has no twin", written("    Twin: Each built-in name in lower case is a class.\n", ""),
        AT, "does not say its twin", EVERYWHERE),
    Row("a law is its own twin", written("in lower case is a class", "in lower case can be called"),
        AT, "is its own twin", EVERYWHERE),
    Row("a law does not say what it counts", written("    Counts: built-in names in lower case\n", ""),
        AT, "does not say its counts", EVERYWHERE),
    Row("a law has no sentence", written(f"    \"\"\"{SENTENCE}.\n", '    """\n'), AT, "has no sentence", EVERYWHERE),
    Row("a law names no corpus", written("(builtin)", "(everything)"), AT, "names no corpus", EVERYWHERE),
    Row("a law mixes two corpora", written("(builtin)", "(builtin, tokens)"),
        AT, "names no corpus", EVERYWHERE),
    Row("a law yields nothing", written("yield", "return"), AT, "yields no case", EVERYWHERE),
    Row("a law is about Pythons in another form",
        written("    \"\"\"\n    if", "    Pythons: 3.11+\n    \"\"\"\n    if"),
        AT, "names Pythons that cannot be parsed", EVERYWHERE),
    Row("a law does not say which Pythons it is about",
        written("    \"\"\"\n    if", "    Pythons: >=3.7\n    \"\"\"\n    if"),
        AT, "does not say which Pythons it is about", EVERYWHERE),
    Row("a law says the wrong end of its Pythons",
        law(LAW.replace(SENTENCE, "Up to 3.99 each").replace("is a class.\n", "is a class.\n    Pythons: <3.99\n")),
        AT, "does not say which Pythons it is about", EVERYWHERE),
    Row("a law has a field that nobody knows", written("    Twin:", "    Note: see above\n    Twin:"),
        AT, "has a line that cannot be parsed", EVERYWHERE),
    Row("the laws do not parse", written("yield", "yeld"), LAWS, "the laws do not parse", EVERYWHERE),
    Row("a law changed after it was recorded", both(law(), change(LAWS, "islower()", "islower() is True")),
        VERDICTS, "basics/laws has changed since it was recorded", EVERYWHERE),
    Row("a law is not recorded on one Python", both(law(), rerecord("basics/laws", pending)),
        VERDICTS, "basics/laws is not recorded for Python"),
    Row("a verdict was changed by hand", both(law(), change(VERDICTS, "twin: 26", "twin: 25")),
        VERDICTS, "was changed by hand", EVERYWHERE),
    Row("the front matter miscounts the laws", law(count="2"),
        VALUES + ":7", "miscounts the laws", (STATIC, SPHINX)),
    Row("a law in a form that pytest does not find", law(role=f"It holds {{law}}``{NAME}``."),
        STATED, "a law is in a form that pytest does not find", (STATIC, SPHINX)),
    Row("a law in a comment", law(role=f"% It holds {{law}}`{NAME}`.", count="0"),
        STATED, "a law is not in prose", (STATIC, SPHINX)),
    Row("no page lists the laws", law(page="Words."),
        VALUES, "has no place to lead to", ONLY_SPHINX),
)  # fmt: skip
