"""Probes for the claims of page 3.3. Each observes what the running Python does, whatever its version number is."""

import keyword
import os
import subprocess
import sys
import tempfile

PARENTHESIZED = "with (open(a) as x, open(b) as y):\n    pass\n"


def _message(source):
    """Return what compiling ``source`` says against it, or None."""
    try:
        compile(source, "<probe>", "exec")
    except SyntaxError as error:
        return error.msg
    return None


def _compiles(source):
    return _message(source) is None


def _is_name_and_keyword(word, statement):
    """Is ``statement`` a statement, although ``word``, its first word, is free for use as a name?"""
    return _compiles(statement) and _compiles(word + " = 1")


def _printed_for(source):
    """Return what running a file with ``source`` prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        with open(path, "w", encoding="utf-8") as program:
            program.write(source)
        run = subprocess.run([sys.executable, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return run.stdout.decode()


def parenthesized_with():
    """A `with` statement accepts several context managers in parentheses."""
    return _compiles(PARENTHESIZED)


def flat_with_only():
    """The parser rejects several context managers in parentheses at the first `as`."""
    try:
        compile(PARENTHESIZED, "<probe>", "exec")
    except SyntaxError as error:
        return (error.lineno, error.offset) == (1, PARENTHESIZED.index("as") + 1)
    return False


def old_parser_on_request():
    """Parentheses around several context managers are accepted, and rejected with `-X oldparser`."""
    command = [sys.executable, "-X", "oldparser", "-c", "compile(%r, 'probe', 'exec')" % PARENTHESIZED]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return _compiles(PARENTHESIZED) and b"SyntaxError" in run.stdout


def shows_concrete_tree():
    """The module `parser` returns a concrete tree of an expression."""
    source = "import parser; print(len(str(parser.expr('1').totuple())))"
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return run.returncode == 0


def match_statement():
    """`match`, `case` and `_` are words of the `match` statement, and `match` and `case` are also names."""
    statement = "match case:\n    case [match, _, _]:\n        pass\n"
    if not (_compiles(statement) and _compiles("match = case = _ = 1\nmatch(case)\n")):
        return False
    # `_` is a wildcard: it may be repeated, and it binds no name, which other names do.
    namespace = {"case": [1, 2, 3]}
    exec(compile(statement, "<probe>", "exec"), namespace)
    return namespace["match"] == 1 and "_" not in namespace and not _compiles(statement.replace("_", "a"))


def type_statement():
    """`type` begins a statement, and is also a name."""
    return _is_name_and_keyword("type", "type Point = tuple")


def lazy_import():
    """`lazy` begins an `import` statement, and is also a name."""
    return _is_name_and_keyword("lazy", "lazy import json")


def lists_soft_keywords():
    """`keyword.softkwlist` contains words that are also valid names."""
    words = getattr(keyword, "softkwlist", [])
    return bool(words) and all(_compiles(word + " = 1") for word in words)


def error_has_an_end():
    """A `SyntaxError` has the end of the bad part in `end_offset`."""
    try:
        compile("total = = 1", "<probe>", "exec")
    except SyntaxError as error:
        return getattr(error, "end_offset", None) == 10
    return False


def advises_a_comma():
    """For a forgotten comma, the compiler suggests the comma and reports the line that lacks it."""
    try:
        compile('{\n    "apple": 1.20\n    "pear": 2.40,\n}', "<probe>", "exec")
    except SyntaxError as error:
        return (error.lineno, error.msg) == (2, "invalid syntax. Perhaps you forgot a comma?")
    return False


def blames_next_line():
    """For a forgotten comma at the end of a line, the compiler reports the next line."""
    try:
        compile('{\n    "apple": 1.20\n    "pear": 2.40,\n}', "<probe>", "exec")
    except SyntaxError as error:
        return error.lineno == 3
    return False


def names_statement_without_block():
    """If a block is missing, the message names the statement that needs it, and the line of that statement."""
    return _message("if ready:\nlaunch()") == "expected an indented block after 'if' statement on line 1"


def knows_from_after_import():
    """For `import NAME from MODULE`, the compiler suggests the other order."""
    return _message("import sqrt from math") == "Did you mean to use 'from ... import ...' instead?"


def knows_elif_after_else():
    """For an `elif` after the `else`, the message names both."""
    return _message("if a:\n    b\nelse:\n    c\nelif d:\n    e") == "'elif' block follows an 'else' block"


def misses_cause_after_from():
    """For `raise … from` without a cause, the message asks whether you forgot an expression."""
    return _message("raise ValueError from") == "did you forget an expression after 'from'?"


def suggests_keyword():
    """For a misspelled keyword, the printed error suggests the right one, and the message of the exception does not."""
    source = "whille stock > 0:\n    stock -= 1\n"
    return "Did you mean 'while'?" in _printed_for(source) and _message(source) == "invalid syntax"


def exceptions_without_parentheses():
    """An `except` clause may list several exceptions without parentheses, and catches each of them."""
    source = "try:\n    raise error\nexcept KeyError, IndexError:\n    caught.append(error)\n"
    if not _compiles(source):
        return False
    caught = []
    for error in (KeyError, IndexError):
        exec(compile(source, "<probe>", "exec"), {"error": error, "caught": caught})
    return caught == [KeyError, IndexError]


def exceptions_need_parentheses():
    """For several exceptions without parentheses, the message says that they must be parenthesized."""
    source = "try:\n    go()\nexcept KeyError, IndexError:\n    pass\n"
    return _message(source) == "multiple exception types must be parenthesized"


def symbol_table_refuses_await():
    """`symtable.symtable()` rejects an `await` outside a function."""
    import symtable

    try:
        symtable.symtable("await total", "<probe>", "exec")
    except SyntaxError:
        return True
    return False
