"""Two modules that need a name of each other."""

import office.wages

# book: raises ImportError
