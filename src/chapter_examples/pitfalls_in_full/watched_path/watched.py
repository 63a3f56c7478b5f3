"""A list that prints who changes it."""

import os
import sys


def reported(name):
    def method(self, *arguments, **options):
        caller = sys._getframe(1)
        shown = ", ".join(map(short, arguments))
        print(f"{short(caller.f_code.co_filename)}, line {caller.f_lineno}: {name}({shown})")
        return getattr(list, name)(self, *arguments, **options)

    return method


def short(value):
    kind = type(value)
    if kind in (list, tuple):
        return f"[{', '.join(map(short, value))}]"
    if kind is str and value:
        try:
            return ascii(os.path.relpath(value))
        except ValueError:  # on another drive of Windows
            pass
    return ascii(value) if kind in (str, bytes, int, slice) else kind.__name__


METHODS = "append clear extend insert pop remove reverse sort __delitem__ __iadd__ __imul__ __setitem__"
WatchedPath = type("WatchedPath", (list,), {name: reported(name) for name in METHODS.split()})
