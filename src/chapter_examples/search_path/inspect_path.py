"""Where this Python looks for modules, in order."""

import sys

for entry in sys.path:
    print(entry)

# book: changed 3.9: Each version has its own library, with the number in the paths: `python3.9`, `python39.zip`.
# book: changed 3.10: Each version has its own library, with the number in the paths: `python3.10`, `python310.zip`.
# book: changed 3.11: Each version has its own library, with the number in the paths: `python3.11`, `python311.zip`.
# book: changed 3.12: Each version has its own library, with the number in the paths: `python3.12`, `python312.zip`.
# book: changed 3.13: Each version has its own library, with the number in the paths: `python3.13`, `python313.zip`.
# book: changed 3.13t: A free-threaded build has a library of its own, with a `t` in the paths: `python3.13t`.
# book: changed 3.14: Each version has its own library, with the number in the paths: `python3.14`, `python314.zip`.
# book: changed 3.15: Each version has its own library, with the number in the paths: `python3.15`, `python315.zip`.
