"""Start a shop that was released as bytecode."""

import inspect

import shop

try:
    print(inspect.getsource(shop.share))
except OSError as error:
    print(error)
shop.share(90, 0)

# book: command python -m compileall -q -b shop.py
# book: command python -c "import os; os.remove('shop.py')"
# book: command python main.py
# book: raises ZeroDivisionError
# book: changed 3.9: CPython makes the script's path absolute; the one in `shop.pyc` stays as it was compiled.
# book: changed 3.13: A call is marked even if it fills its line: `~` under the function, `^` under the parentheses.
