"""Use one function of a module, from another folder."""

import os

os.chdir("reports")

import prices

print(prices.half(30))

# book: raises FileNotFoundError
# book: changed 3.9: CPython makes the script's path absolute, like that of the imported `prices.py`.
# book: changed 3.11: Instructions know their columns, so the traceback marks the call of `open()` within its line.
# book: changed 3.13: In the mark of a call, `~` is under the function, here `open`, and `^` under the parentheses.
