"""Two context managers in one pair of parentheses."""

import io

with (
    io.StringIO("apple\npear\n") as fruit,
    io.StringIO("1.20\n2.40\n") as prices,
):
    for name, price in zip(fruit, prices):
        print(name.strip(), price.strip())

# book: command python parenthesized_with.py
# book: raises SyntaxError on <3.9
# book: command python -X oldparser parenthesized_with.py
# book: raises SyntaxError on <3.10
# book: changed 3.9: The PEG parser can return to the bracket and try another rule. The option `-X oldparser`
#     selects the LL(1) parser.
# book: changed 3.10: The LL(1) parser was removed, and `-X oldparser` is ignored.
