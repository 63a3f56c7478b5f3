"""A tool that imports the program that it checks."""

import sys


def main():
    try:
        import shop
    except ModuleNotFoundError:
        print("shop is not found")
    else:
        print("shop is found in", shop.__file__)


if __name__ == "__main__":
    main()
