"""Greet a person, as a program or for another program."""


def greet(name):
    return f"Hello, {name}!"


def main():
    print(greet("Ada"))


if __name__ == "__main__":  # book: emphasize
    main()

# book: command python greet.py
# book: command python -m greet
# book: command python -c "import greet; print(greet.__name__, greet.greet('Grace'))"
# book: portable
