"""Words that are keywords in some places only."""

match = {"case": "soft"}

match match:
    case {"case": case}:
        print(case, match["case"])

# book: raises SyntaxError on <3.10
