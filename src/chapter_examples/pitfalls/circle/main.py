"""Two modules that need a name from each other."""

import office.wages

# book: raises ImportError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
