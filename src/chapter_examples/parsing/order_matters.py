"""The same two alternatives in both orders."""


def match(grammar, name, text, place=0):
    """Return where the rule or character ends that begins at this place."""
    if name not in grammar:
        return place + 1 if text.startswith(name, place) else None
    for alternative in grammar[name]:
        end = place
        for part in alternative:
            end = match(grammar, part, text, end)
            if end is None:
                break
        else:
            return end


LONGER_FIRST = {"sum": [["1", "+", "sum"], ["1"]]}
SHORTER_FIRST = {"sum": [["1"], ["1", "+", "sum"]]}

for grammar in (LONGER_FIRST, SHORTER_FIRST):
    end = match(grammar, "sum", "1+1")
    print(grammar["sum"], "matches", "1+1"[:end])

# book: portable
