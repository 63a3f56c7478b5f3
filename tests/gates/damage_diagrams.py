"""Damage to diagrams: drawings that differ from their source, and sources that Mermaid draws with other words.

Every drawing here is signed as ``make diagrams`` signs one: the signature says who wrote a file, not what it shows.
"""

import re

from bookcheck.diagrams.diagram import find_diagrams, sign
from bookcheck.pages.book import Book
from tests.drawn import stand_in
from tests.gates.damage import VALUES, Damage, Row, put

FLOW = ['read["read it"] --> run(["run it"])', 'run -->|"if asked"| done["it is done"]', "run --> other"]
TALK = ["participant you", "participant me", "you->>me: first", "Note over me: waiting", "me-->>you: second"]
TWISTED = "Mermaid may read a line of a diagram in another way than a reader does"


def shown(lines: list[str], kind: str = "flowchart TD") -> Damage:
    """Put a diagram into the page of values; its first statement is line 15."""
    head = [kind, "    accTitle: A way", "    accDescr: One leads to another."]
    return put("\n".join(["```{mermaid}", *head, *("    " + line for line in lines), "```"]))


def redrawn(old: str, new: str, lines: list[str] = FLOW, kind: str = "flowchart TD") -> Damage:
    """Put a diagram into the page, and keep a signed drawing with ``new`` in the place of the pattern ``old``."""

    def act(book: Book) -> None:
        shown(lines, kind)(book)
        (diagram,) = find_diagrams(Book(book.root).pages)
        drawing, count = re.subn(old, new, stand_in(diagram), flags=re.DOTALL)
        assert count == 1, (old, stand_in(diagram))
        book.diagrams.mkdir(exist_ok=True)
        path = book.diagrams / diagram.file_name
        path.write_text(sign(drawing, diagram), encoding="utf-8")

    return act


def talked(old: str, new: str) -> Damage:
    """Do as :func:`redrawn` does, with a sequence of messages."""
    return redrawn(old, new, TALK, "sequenceDiagram")


SWAPPED = (r"(.*)>first</tspan>(.*)>second</tspan>", r"\1>second</tspan>\2>first</tspan>")
LOWER = ('y1="3" x2="100" y2="3"', 'y1="9" x2="100" y2="9"')

# fmt: off
ROWS: tuple[Row, ...] = (
    Row("a word of a node that its drawing has otherwise", redrawn("run it", "skip it"), VALUES + ":15",
        "the drawing does not have the node run 'run it' stadium"),
    Row("a drawing without the label of an edge", redrawn('<g data-part="label".*?</g>\n', ""), VALUES + ":16",
        "the drawing does not have the edge run done 'if asked' solid point"),
    Row("a drawing without a node", redrawn('<g class="d-node" data-part="node" data-id="other".*?</g>\n', ""),
        VALUES + ":17", "the drawing does not have the node other 'other' box"),
    Row("a drawing with an arrow that no source has",
        redrawn("</svg>", '<path data-part="edge" data-id="L_done_read_0" d="M0,200L0,0" /></svg>'), VALUES + ":12",
        "only the drawing has the edge L_done_read '' solid"),
    Row("a drawing with words beside its nodes",
        redrawn("</svg>", '<text fill="currentColor" stroke="none">or not</text></svg>'), VALUES + ":12",
        "only the drawing has the text 'or not'"),
    Row("a drawing with an arrow the other way round", redrawn("M0,0L0,100", "M0,100L0,0"), VALUES + ":15",
        "the drawing of the edge read run '' solid point does not reach read"),
    Row("a drawing with an arrow that ends at another node", redrawn("M0,100L0,200", "M0,100L0,300"), VALUES + ":16",
        "the drawing of the edge run done 'if asked' solid point does not reach done"),
    Row("a drawing with a node in another place", redrawn(r"translate\(0, 100\)", "translate(0, 500)"), VALUES + ":15",
        "the drawing of the edge read run '' solid point does not reach run"),
    Row("a drawing with the label of an edge at another",
        redrawn('(data-id="L_run_done_0") transform="[^"]*"', r'\1 transform="translate(0, 20)"'), VALUES + ":12",
        "the drawing has the label 'if asked' elsewhere"),
    Row("a drawing with a node where nobody sees it",
        redrawn(r"(data-id=.other. transform=.translate\()0, 300(.*)M0,100L0,300", r"\g<1>0, 9300\2M0,100L0,9300"),
        VALUES + ":12", "the drawing has the node other outside its frame"),
    Row("a drawing with an arrow that has lost its head",
        redrawn(r'(L_run_other_0" d="[^"]*") marker-end="[^"]*"', r"\1"), VALUES + ":17",
        "the drawing does not have the edge run other '' solid point"),
    Row("a drawing with a node of another shape", redrawn('<path d="M-9 [^>]*>', '<circle cx="0" cy="0" r="9" />'),
        VALUES + ":15", "the drawing does not have the node run 'run it' stadium"),
    Row("a drawing with a word that nobody sees",
        redrawn('(<text) (fill="currentColor" stroke="none"><tspan>if asked)', r'\1 opacity="0" \2'), VALUES + ":12",
        "only the drawing has the attribute opacity='0'"),
    Row("a drawing with a word in no color",
        redrawn('<text fill="currentColor"( stroke="none"><tspan>if asked)', r'<text fill="none"\1'), VALUES + ":12",
        "only the drawing has words in no color"),
    Row("a drawing with a script", redrawn("</svg>", "<script>location = 'x'</script></svg>"), VALUES + ":12",
        "only the drawing has a <script>"),
    Row("a drawing with another description", redrawn("leads to another", "leads nowhere"), VALUES + ":12",
        "the drawing has the <desc> 'One leads nowhere.'"),
    Row("a drawing that is not XML", redrawn("</svg>", ""), VALUES + ":12", "the drawing is not XML"),
    Row("a drawing with two messages swapped", talked(*SWAPPED), VALUES + ":17",
        "the drawing does not have the message 1 you me 'first' solid arrowhead"),
    Row("a drawing with a message further down", talked(*LOWER), VALUES + ":17",
        "the drawing does not have the message 1 you me 'first' solid arrowhead"),
    Row("a drawing with a note over another participant", talked('<rect x="91.0"', '<rect x="-9"'), VALUES + ":18",
        "the drawing has the note over me 'waiting' elsewhere"),
    Row("a drawing with a message to nobody", talked('x2="100" y2="3"', 'x2="300" y2="3"'), VALUES + ":17",
        "the drawing of the message you me 'first' solid arrowhead does not reach me"),
    Row("a node that is labeled twice", shown(['a["one"] --> b["two"]', 'b --> a["three"]']), VALUES + ":16",
        "node a has a label already, in line 15"),
    Row("an arrow that touches a name", shown(["a---oval"]), VALUES + ":15", TWISTED),
    Row("an arrow that ends in the next name", shown(["a --xylophone"]), VALUES + ":15",
        "a label has no quotes"),
    Row("two statements in one line", shown(['a["one"]; b["two"]']), VALUES + ":15", TWISTED),
    Row("a group that is not closed", shown(['subgraph g["group"]', "a --> b"]), VALUES + ":15",
        "a group in a diagram has no 'end'"),
    Row("two edges with one name", shown(["a_b --> c", "a --> b_c"]), VALUES + ":16",
        "the edges a_b --> c and a --> b_c have one name in a drawing"),
    Row("a participant that is there twice", shown(["participant a as one", "participant a as two"], "sequenceDiagram"),
        VALUES + ":16", "participant a is there already, in line 15"),
    Row("numbers that nobody wrote", shown(["autonumber", "a->>b: go"], "sequenceDiagram"), VALUES + ":15", TWISTED),
)
# fmt: on
