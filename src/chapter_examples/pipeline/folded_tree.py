"""Does the preprocessed tree still multiply 60 by 60?"""

import ast

parsed = ast.parse("60 * 60", mode="eval")
preprocessed = ast.parse("60 * 60", mode="eval", optimize=1)
print("parsed:      ", type(parsed.body).__name__)
print("preprocessed:", type(preprocessed.body).__name__)

# book: requires >=3.13: ast.parse() does not accept optimize there
# book: changed 3.14: Constants are folded when the control-flow graph is optimized, and no longer in the tree.
# book: portable
