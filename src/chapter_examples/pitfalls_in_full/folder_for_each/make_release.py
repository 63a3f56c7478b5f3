"""Make the copy for the Python that runs this; repeat it with each other."""

import os
import py_compile
import sys

py_compile.compile("source/shop.py", cfile=f"made/{sys.implementation.cache_tag}/shop.pyc")
print("made", os.listdir("made/" + sys.implementation.cache_tag))
