"""Probes of the claims on page 3.2. Each observes what the running Python does; none asks for its version."""

import io
import sys
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
    """An f-string is one `STRING` token, whatever stands in its braces."""
    return _types('f"{price:.2f} each"')[0] == "STRING"


def fstring_is_many_tokens():
    """An f-string is several tokens, those of each expression between `FSTRING_START` and `FSTRING_END`."""
    types = _types('f"{price:.2f} each"')
    return types[0] == "FSTRING_START" and "NAME" in types and "FSTRING_END" in types


def same_quotes_nest():
    """An expression inside an f-string may use the quotes that the f-string is written in."""
    return _compiles('f"{", ".join(names)}"')


def tstring_is_many_tokens():
    """A t-string is a sequence of tokens that begins with `TSTRING_START`."""
    return _types('t"{price} each"')[0] == "TSTRING_START"


def tokenize_is_written_in_python():
    """The `tokenize` module splits the text with a generator function of its own, written in Python."""
    return hasattr(tokenize._tokenize, "__code__")


def tokenize_calls_the_c_tokenizer():
    """The `tokenize` module calls the tokenizer that the parser uses, through an iterator written in C."""
    return hasattr(tokenize._tokenize, "TokenizerIter")


def unknown_character_is_errortoken():
    """For a character that no token begins with, `tokenize` yields an `ERRORTOKEN`."""
    return ("ERRORTOKEN", "$") in _tokens("total = 1 $ 2")


def unclosed_quote_is_refused():
    """For a quote that is not closed on its line, `tokenize` raises `TokenError`."""
    return _tokens("total = 'one") == "TokenError"


def unmatched_bracket_is_refused():
    """For a closing bracket that nothing opened, `tokenize` raises `TokenError`."""
    return _tokens("total = 1)") == "TokenError"


def files_are_utf8_by_default():
    """UTF-8 mode, in which `open()` uses UTF-8 whatever the locale says, is on by default."""
    return sys.flags.utf8_mode == 1
