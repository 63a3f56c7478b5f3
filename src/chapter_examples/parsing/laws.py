"""Laws of page 3.3. Each is checked over a list that this Python has, or over generated source text."""

import ast
import io
import tokenize


def soft_keywords_are_names_elsewhere(keyword):
    """A variable may have the name of a soft keyword, and no other keyword.

    Counts: keywords
    Twin: A variable may have the name of a keyword that is written in lower case.
    """
    try:
        compile("{0} = 1\nprint({0})".format(keyword.name), "<law>", "exec")
    except SyntaxError:
        accepted = False
    else:
        accepted = True
    yield "", accepted == keyword.soft, accepted == keyword.name.islower()


def only_the_power_operator_groups_from_the_right(operator):
    """Two equal operators in a row are grouped from the left, except `**`, which is grouped from the right.

    Counts: binary operators
    Twin: Two equal operators in a row are grouped from the left.
    """
    top = ast.parse("a {0} b {0} c".format(operator), mode="eval").body
    from_left = isinstance(top.left, ast.BinOp)
    yield "", from_left == (operator != "**"), from_left


def a_mistake_raises_a_syntax_error(garbled):
    """A program in which one word or sign is lost, doubled or replaced compiles, or raises a kind of SyntaxError.

    Counts: generated programs with a change
    Twin: A program in which one word or sign is lost, doubled or replaced raises a kind of SyntaxError.
    """
    error = _error(garbled)
    is_syntax_error = isinstance(error, SyntaxError)
    yield "", error is None or is_syntax_error, is_syntax_error


def a_syntax_error_names_a_line(garbled):
    """The SyntaxError for a program in which one word or sign was changed names a line of it, or the line after.

    Counts: generated programs that raise a SyntaxError
    Twin: The SyntaxError for a program in which one word or sign was changed names its first line.
    """
    error = _error(garbled)
    if isinstance(error, SyntaxError):
        last = garbled.count("\n") + 1
        yield "", error.lineno is not None and 1 <= error.lineno <= last, error.lineno == 1


def what_compiles_can_be_tokenized(garbled):
    """Of programs in which one word or sign was changed, `tokenize` accepts each that the compiler accepts.

    Counts: generated programs with a change
    Twin: Of programs in which one word or sign was changed, `tokenize` accepts each that the compiler refuses.
    """
    try:
        list(tokenize.generate_tokens(io.StringIO(garbled).readline))
    except (tokenize.TokenError, SyntaxError):
        tokenized = False
    else:
        tokenized = True
    compiled = _error(garbled) is None
    yield "", tokenized or not compiled, tokenized or compiled


def spaces_leave_no_node(expression):
    """More spaces between the words and signs of an expression do not change its tree.

    Counts: generated expressions
    Twin: Other names between the signs of an expression do not change its tree.
    """
    tree = ast.dump(ast.parse(expression))
    exchanged = expression.translate({ord("a"): "b", ord("b"): "a", ord("c"): "d", ord("d"): "c"})
    yield "", ast.dump(ast.parse(expression.replace(" ", "   "))) == tree, ast.dump(ast.parse(exchanged)) == tree


def _error(text):
    try:
        compile(text, "<law>", "exec")
    except Exception as error:
        return error
    return None
