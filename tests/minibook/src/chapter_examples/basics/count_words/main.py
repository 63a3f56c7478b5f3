"""Count the words of a text that comes on standard input."""

import sys

from counting import count_words

print(count_words(sys.stdin.read()), "words")

# book: command python main.py < poem.txt
# book: command python -m main
# book: input three short words
