"""A `.start` file names a function that is called at the start."""

import site

site.addsitedir("plugins")
print("addsitedir() is done")

# book: changed 3.15: `addsitedir()` calls the functions that a `.start` file names (PEP 829).
