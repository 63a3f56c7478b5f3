"""Probes of the claims on page 3.3. Each observes what the running Python does; none asks for its version."""

import keyword
import os
import subprocess
import sys
import tempfile

PARENTHESISED = "with (open(a) as x, open(b) as y):\n    pass\n"


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


def parenthesised_with():
    """A `with` statement may have several context managers in parentheses, which takes more than one token to see."""
    return _compiles(PARENTHESISED)


def flat_with_only():
    """The parser sees no way to go on after the first `as` within the parentheses of a `with` statement."""
    return not _compiles(PARENTHESISED)


def old_parser_on_request():
    """Parentheses around several context managers are accepted, but refused with `-X oldparser`."""
    command = [sys.executable, "-X", "oldparser", "-c", "compile(%r, 'probe', 'exec')" % PARENTHESISED]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return _compiles(PARENTHESISED) and b"SyntaxError" in run.stdout


def shows_concrete_tree():
    """The module `parser` hands out the tree with a node for every rule that the LL(1) parser makes."""
    source = "import parser; print(len(str(parser.expr('1').totuple())))"
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return run.returncode == 0


def match_statement():
    """There is a match statement, and match is still a name elsewhere."""
    return _is_name_and_keyword("match", "match x:\n    case 1:\n        pass\n")


def type_statement():
    """There is a `type` statement, and `type` is still a name elsewhere."""
    return _is_name_and_keyword("type", "type Point = tuple")


def lazy_import():
    """There are lazy imports, and lazy is still a name elsewhere."""
    return _is_name_and_keyword("lazy", "lazy import json")


def lists_soft_keywords():
    """The module keyword lists the soft keywords, and there are some."""
    return bool(getattr(keyword, "softkwlist", []))


def error_has_an_end():
    """A `SyntaxError` knows where the text that it complains of ends."""
    try:
        compile("total = = 1", "<probe>", "exec")
    except SyntaxError as error:
        return getattr(error, "end_offset", None) == 10
    return False


def advises_a_comma():
    """Two expressions side by side within brackets get the advice that a comma may be missing."""
    return _message("[1, 2 3]") == "invalid syntax. Perhaps you forgot a comma?"


def blames_next_line():
    """Of a forgotten comma at the end of a line, the compiler complains on the line after it."""
    try:
        compile('{\n    "apple": 1.20\n    "pear": 2.40,\n}', "<probe>", "exec")
    except SyntaxError as error:
        return error.lineno == 3
    return False


def names_statement_without_block():
    """If a block is missing, the compiler names the statement that needs it, and its line."""
    return _message("if ready:\nlaunch()") == "expected an indented block after 'if' statement on line 1"


def knows_from_after_import():
    """For `import NAME from MODULE` the compiler suggests the other order."""
    return _message("import sqrt from math") == "Did you mean to use 'from ... import ...' instead?"


def knows_elif_after_else():
    """An elif after an else is called by its name."""
    return _message("if a:\n    b\nelse:\n    c\nelif d:\n    e") == "'elif' block follows an 'else' block"


def misses_cause_after_from():
    """For a raise statement that ends in from, the compiler asks for the expression."""
    return _message("raise ValueError from") == "did you forget an expression after 'from'?"


def suggests_keyword():
    """Of a misspelt keyword, the printed error guesses the right one, and the exception itself does not."""
    source = "whille stock > 0:\n    stock -= 1\n"
    return "Did you mean 'while'?" in _printed_for(source) and _message(source) == "invalid syntax"


def exceptions_without_parentheses():
    """An except clause may list several exceptions without parentheses."""
    return _compiles("try:\n    go()\nexcept KeyError, IndexError:\n    pass\n")


def exceptions_need_parentheses():
    """For several exceptions without parentheses, the compiler says that the parentheses are missing."""
    source = "try:\n    go()\nexcept KeyError, IndexError:\n    pass\n"
    return _message(source) == "multiple exception types must be parenthesized"


def symbol_table_refuses_await():
    """An await outside a function is refused before the stages that come after the symbol table."""
    import symtable

    try:
        symtable.symtable("await total", "<probe>", "exec")
    except SyntaxError:
        return True
    return False
