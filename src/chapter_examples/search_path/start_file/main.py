"""A .start file names a function to be called at start."""

import site

site.addsitedir("plugins")
print("addsitedir() is done")
