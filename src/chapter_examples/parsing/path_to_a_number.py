"""The nodes that the LL(1) parser creates for the expression `1`."""

import parser
import symbol
import textwrap
import token

path = []  # book: part path
node = parser.expr("1").totuple()
while isinstance(node[1], tuple):
    path.append(symbol.sym_name[node[0]])
    node = node[1]
path.append(token.tok_name[node[0]])
print(textwrap.fill(" > ".join(path), 72))  # book: end path

# book: command python -W ignore path_to_a_number.py
# book: requires <3.10: the module parser was removed with the LL(1) parser
# book: portable
