"""Words that are keywords in some places only."""

match = {"case": "soft"}

match match:
    case {"case": case}:
        print(case, match["case"])

# book: raises SyntaxError on <3.10
# book: changed 3.9: Python makes the path of a script absolute.
# book: changed 3.10: `match` and `case` are soft keywords, and begin the parts of a statement.
