"""Who changes the path?"""

import os
import sys


class WatchedPath(list):
    def insert(self, index, entry):
        caller = sys._getframe(1)
        file = os.path.relpath(caller.f_code.co_filename)
        print(f"{file}, line {caller.f_lineno}: {os.path.relpath(entry)} at {index}")
        super().insert(index, entry)


sys.path = WatchedPath(sys.path)
import tools.report
