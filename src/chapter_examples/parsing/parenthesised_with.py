"""Two context managers within one pair of parentheses."""

import io

with (
    io.StringIO("apple\npear\n") as fruit,
    io.StringIO("1.20\n2.40\n") as prices,
):
    for name, price in zip(fruit, prices):
        print(name.strip(), price.strip())

# book: command python parenthesised_with.py
# book: raises SyntaxError on <3.9
# book: command python -X oldparser parenthesised_with.py
# book: raises SyntaxError on <3.10
# book: changed 3.9: The PEG parser can go back and read the list; `-X oldparser` asks for the LL(1) parser instead.
# book: changed 3.10: The LL(1) parser is gone, and `-X oldparser` is ignored.
