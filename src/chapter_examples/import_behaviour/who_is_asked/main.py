"""Is a finder called at the first import, and at the second?"""

import sys


class Witness:
    def find_spec(self, name, path=None, target=None):
        print("  asked for", name)


sys.meta_path.insert(0, Witness())
for attempt in ["first", "second"]:
    print(attempt, "import")
    import prices
