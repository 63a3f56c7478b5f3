"""A `.pth` file adds a folder to `sys.path` and runs a line of code."""

import site
import sys

before = len(sys.path)
site.addsitedir("plugins")
for entry in sys.path[before:]:
    print(entry)

import recipes

print(recipes.SOUP)
