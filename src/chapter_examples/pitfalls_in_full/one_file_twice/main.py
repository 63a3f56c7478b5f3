"""Ask which files of this program are loaded twice."""

import os

import helper
import twice

if __name__ == "__main__":
    for file, names in twice.loaded_twice().items():
        print(os.path.basename(file), "is", " and ".join(names))
