"""A small PEG parser, with and without a memory."""

import functools

GRAMMAR = {  # book: part parser
    "sum": [["value", "+", "sum"], ["value"]],
    "value": [["(", "sum", ")"], ["1"]],
}


def attempts(text, remember):
    """Return how often a rule was tried to find that the text is a sum."""
    tried = []
    @remember
    def match(name, place):
        """Return where the rule or character ends that begins at this place."""
        if name not in GRAMMAR:
            return place + 1 if text.startswith(name, place) else None
        tried.append(name)
        for alternative in GRAMMAR[name]:
            end = place
            for part in alternative:
                end = match(part, end)
                if end is None:
                    break
            else:
                return end

    match("sum", 0)
    return len(tried)


for text in ["1+1", "1", "(1)", "((1))", "(((((1)))))", "((((((((((1))))))))))"]:
    forgetful = attempts(text, lambda function: function)
    print(f"{text:22}{forgetful:6}{attempts(text, functools.lru_cache()):6}")  # book: end parser

# book: portable
