"""Probes for the claims of page 3.2. Each observes what the running Python does, whatever its version number is."""

import io
import os
import subprocess
import sys
import tempfile
import token
import tokenize


def _tokens(source):
    """Return the (exact type, string) pairs of ``source``, or the name of the exception that tokenizing it raises."""
    try:
        return [
            (tokenize.tok_name[found.exact_type], found.string)
            for found in tokenize.generate_tokens(io.StringIO(source).readline)
        ]
    except (SyntaxError, tokenize.TokenError) as error:
        return type(error).__name__


def _types(source):
    return [name for name, _ in _tokens(source)]


def _compiles(source):
    try:
        compile(source, "<probe>", "exec")
    except SyntaxError:
        return False
    return True


def op_is_54():
    """The number of the token type OP is 54."""
    return token.OP == 54


def fstring_is_one_token():
    """An f-string is one `STRING` token."""
    return _types('f"{price:.2f} each"')[0] == "STRING"


def fstring_is_many_tokens():
    """An f-string is several tokens, from `FSTRING_START` to `FSTRING_END`, with those of its expression between."""
    types = _types('f"{price:.2f} each"')
    return types[0] == "FSTRING_START" and "NAME" in types[: types.index("FSTRING_END")]


def same_quotes_nest():
    """An expression in an f-string may use the quotes that delimit the f-string."""
    return _compiles('f"{", ".join(names)}"')


def tstring_is_many_tokens():
    """A t-string is several tokens, from `TSTRING_START` to `TSTRING_END`, with those of its expression between."""
    types = _types('t"{price} each"')
    return types[0] == "TSTRING_START" and "NAME" in types[: types.index("TSTRING_END")]


def tokenize_is_written_in_python():
    """The module `tokenize` has its own tokenizer, a generator function written in Python."""
    return hasattr(tokenize._tokenize, "__code__")


def tokenize_calls_the_c_tokenizer():
    """The module `tokenize` calls the C tokenizer, and also yields comments and NL tokens."""
    return hasattr(tokenize._tokenize, "TokenizerIter") and _types("# c\n\n")[:2] == ["COMMENT", "NL"]


def unknown_character_is_errortoken():
    """For the character `$`, `tokenize` yields an `ERRORTOKEN`."""
    return ("ERRORTOKEN", "$") in _tokens("total = 1 $ 2")


def unclosed_quote_is_refused():
    """For a quote that is not closed, `tokenize` raises `TokenError`."""
    return _tokens("total = 'one") == "TokenError"


def unmatched_bracket_is_refused():
    """For a closing bracket that was not opened, `tokenize` raises `TokenError`."""
    return _tokens("total = 1)") == "TokenError"


def files_are_utf8_by_default():
    """In UTF-8 mode, which is on by default, `open()` uses UTF-8 even if the locale has another encoding."""
    program = "import locale; locale.setlocale(locale.LC_CTYPE, 'C'); print(open('names.txt', 'w').encoding)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    environment["LC_ALL"] = "C.UTF-8"  # where it is C, UTF-8 mode has been on for longer
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, stdout=subprocess.PIPE)
    return run.stdout.decode().strip().lower() == "utf-8"
