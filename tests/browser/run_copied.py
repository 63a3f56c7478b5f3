"""Run copied programs with the running Python and compare what they do with their recordings.

Standard input is JSON, ``{example: {file: text}}``; so is standard output, ``{example: what is wrong}``.
"""

import json
import sys
from dataclasses import replace

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.recordings.comparison import check_program
from bookcheck.recordings.recorder import make_runner
from tests.small_book import ROOT


def main() -> None:
    """Do it."""
    project = Book(ROOT)
    runner = make_runner(project)
    wrong = {}
    for name, copied in json.load(sys.stdin).items():
        example = project.examples[name]
        files = {file: replace(example.files[file], text=text, data=text.encode()) for file, text in copied.items()}
        try:
            check_program(project, replace(example, files=files), runner)
        except BookError as error:
            wrong[name] = str(error)
    json.dump(wrong, sys.stdout)


if __name__ == "__main__":
    main()
