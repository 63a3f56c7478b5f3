"""Find the comments of a program, and no text that only looks like a comment."""

import io
import tokenize

SOURCE = '''\
color = "#ff8800"  # TODO: ask the designer
# TODO: the other colors
help_text = """
# This is not a comment.
"""
'''

for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
    if token.type == tokenize.COMMENT:
        print(f"line {token.start[0]}: {token.string}")

# book: positions line of SOURCE
# book: portable
