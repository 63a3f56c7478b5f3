"""Counting."""


def count_words(text):
    """Count what blanks separate.

    >>> count_words("two words")
    2
    """
    return len(text.split())
