"""Who changes the path?"""

import sys

from watched import WatchedPath

sys.path = watched = WatchedPath(sys.path)
import tools.plugins
import tools.report

print("still watched:", sys.path is watched)
