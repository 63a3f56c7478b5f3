"""Run a module that its own package has imported, as `-m shop.prices` does."""

import runpy
import textwrap
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    runpy.run_module("shop.prices", run_name="__main__")
for warning in caught:
    print(textwrap.fill(str(warning.message), 72))

# book: portable
