"""Find the real comments, and only those."""

import io
import tokenize

SOURCE = '''\
colour = "#ff8800"  # TODO: ask the designer
# TODO: the other colours
help_text = """
# This is not a comment.
"""
'''

for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
    if token.type == tokenize.COMMENT:
        print(f"line {token.start[0]}: {token.string}")

# book: positions line of SOURCE
# book: portable
