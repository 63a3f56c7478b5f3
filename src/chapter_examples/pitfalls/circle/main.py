"""Two modules that need a name of each other."""

import office.wages

# book: raises ImportError
# book: changed 3.9: CPython makes the script's path absolute, as the paths of the modules that it imports are.
