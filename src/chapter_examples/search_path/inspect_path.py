"""Where this Python searches for modules, in order."""

import sys

for entry in sys.path:
    print(entry)

# book: changed 3.9: The library of each version is in folders of its own, here with `python3.9` and
#     `python39.zip` in their paths.
# book: changed 3.10: The library of each version is in folders of its own, here with `python3.10` and
#     `python310.zip` in their paths.
# book: changed 3.11: The library of each version is in folders of its own, here with `python3.11` and
#     `python311.zip` in their paths.
# book: changed 3.12: The library of each version is in folders of its own, here with `python3.12` and
#     `python312.zip` in their paths.
# book: changed 3.13: The library of each version is in folders of its own, here with `python3.13` and
#     `python313.zip` in their paths.
# book: changed 3.13t: The library of a free-threaded build is in folders of its own, here with `python3.13t`
#     in their paths.
# book: changed 3.14: The library of each version is in folders of its own, here with `python3.14` and
#     `python314.zip` in their paths.
# book: changed 3.15: The library of each version is in folders of its own, here with `python3.15` and
#     `python315.zip` in their paths.
