"""Greet the person named on the command line."""

import sys


def main():
    if len(sys.argv) == 1:
        print("usage: greet NAME")
        return 2
    print(f"Hello, {sys.argv[1]}!")


if __name__ == "__main__":
    sys.exit(main())
