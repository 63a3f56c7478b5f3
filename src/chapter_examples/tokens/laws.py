"""Laws of page 3.2. Each is checked over the tokens of the standard library, or over a list that this Python has."""

import keyword
import token
import tokenize

SEED = "größe = 1; rest = größe + 1\n"
BLANK = (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER)
MIDDLES = ("FSTRING_MIDDLE", "TSTRING_MIDDLE")
TEXT = {tokenize.STRING, tokenize.COMMENT, *(getattr(token, name, None) for name in MIDDLES)}


def newline_ends_a_statement_or_a_header(tokens):
    """A NEWLINE token ends a logical line: at least one token of a statement or of a header comes before it.

    Counts: NEWLINE tokens in the library
    Twin: A NEWLINE token ends one physical line.
    """
    line = []
    for each in tokens:
        if each.type == tokenize.NEWLINE:
            yield each.start[0], bool(line), bool(line) and line[0].start[0] == each.start[0]
            line = []
        elif each.type not in BLANK:
            line.append(each)


def nl_ends_nothing(tokens):
    """An NL token ends a blank line or a line with only a comment, or is inside an open bracket.

    Counts: NL tokens in the library
    Twin: An NL token ends a blank line or a line with only a comment.
    """
    depth, row = 0, 0
    for each in tokens:
        if each.type == tokenize.NL:
            alone = row != each.start[0]
            yield each.start[0], alone or depth > 0, alone
        elif each.type == tokenize.OP:
            depth += (each.string in "([{") - (each.string in ")]}")
            row = each.end[0]
        elif each.type not in BLANK:
            row = each.end[0]


def indent_and_dedent_follow_a_stack_of_columns(tokens):
    """INDENT puts a larger column on a stack, and DEDENT takes one off, down to the column of the line that follows.

    Counts: INDENT and DEDENT tokens in the library
    Twin: INDENT puts a column on a stack that is four larger, and DEDENT takes one off.
    """
    stack, waiting = [0], []
    for each in tokens:
        if each.type == tokenize.INDENT:
            column = len(each.string.expandtabs())
            yield each.start[0], column > stack[-1], column == stack[-1] + 4
            stack.append(column)
        elif each.type == tokenize.DEDENT:
            stack.pop()
            waiting.append(each)
        elif waiting and each.type not in (tokenize.NL, tokenize.COMMENT):
            column = 0 if each.type == tokenize.ENDMARKER else len(each.line[: each.start[1]].expandtabs())
            for dedent in waiting:
                yield dedent.start[0], stack[-1] == column, len(waiting) == 1
            waiting = []


def only_encoding_has_row_0(tokens):
    """Only the ENCODING token has row 0.

    Counts: files in the library
    Twin: Only the ENCODING token has column 0.
    """
    in_row_0 = [each.type for each in tokens if each.start[0] == 0]
    in_column_0 = [each.type for each in tokens if each.start[1] == 0]
    yield "", in_row_0 == [tokenize.ENCODING], in_column_0 == [tokenize.ENCODING]


def exact_type_differs_for_operators_only(tokens):
    """`exact_type` differs from `type` only in tokens of the type OP.

    Counts: tokens in the library
    Twin: `exact_type` never differs from `type`.
    """
    for each in tokens:
        same = each.exact_type == each.type
        yield each.start[0], same or each.type == tokenize.OP, same


def endmarker_comes_last(tokens):
    """ENDMARKER is the last token of a file, and no other token is an ENDMARKER.

    Counts: files in the library
    Twin: NEWLINE is the last token of a file.
    """
    types = [each.type for each in tokens]
    alone = types.count(tokenize.ENDMARKER) == 1
    yield "", types[-1] == tokenize.ENDMARKER and alone, types[-1] == tokenize.NEWLINE


def each_indent_has_its_dedent(tokens):
    """A file has as many DEDENT tokens as INDENT tokens.

    Counts: files in the library
    Twin: A file has as many NL tokens as NEWLINE tokens.
    """
    types = [each.type for each in tokens]
    indents, dedents = types.count(tokenize.INDENT), types.count(tokenize.DEDENT)
    yield "", indents == dedents, types.count(tokenize.NL) == types.count(tokenize.NEWLINE)


def keywords_are_name_tokens(tokens):
    """To `tokenize` a keyword is a NAME, like any other word.

    Counts: keywords in the library
    Twin: To `tokenize` a keyword is an OP, like any other part of the syntax.
    """
    for each in tokens:
        if each.type not in TEXT and keyword.iskeyword(each.string):
            yield each.start[0], each.type == tokenize.NAME, each.type == tokenize.OP


def columns_of_tokens_count_characters(text, tokens):
    """The columns of a name or a number count characters of its line.

    Counts: names and numbers in the library
    Twin: The columns of a name or a number count bytes of its line.
    """
    lines = text.split("\n")
    for each in tokens:
        if each.type in (tokenize.NAME, tokenize.NUMBER):
            row, column = each.start
            line, end = lines[row - 1], each.end[1]
            yield row, line[column:end] == each.string, line.encode()[column:end] == each.string.encode()


def a_comment_reaches_to_the_end_of_its_line(tokens):
    """A COMMENT token begins with `#` and reaches to the end of its line, where an NL or a NEWLINE follows.

    Counts: comments in the library
    Twin: A COMMENT token begins with `#` and reaches to the end of its line, where a NEWLINE follows.
    """
    for each, after in zip(tokens, tokens[1:]):
        if each.type == tokenize.COMMENT:
            begins = each.string.startswith("#")
            ends = (tokenize.NL, tokenize.NEWLINE)
            yield each.start[0], begins and after.type in ends, begins and after.type == tokenize.NEWLINE


def a_file_without_a_declaration_is_utf_8(file, data, tokens):
    """A file that declares no encoding is read as UTF-8.

    Counts: files without a declaration in the library
    Twin: A file that declares no encoding is read as ASCII.
    """
    if b"coding" not in b"".join(data.splitlines()[:2]):
        text = data.decode("utf-8")
        yield "", tokens[0].string in ("utf-8", "utf-8-sig") and file.text == text.replace("\r\n", "\n"), text.isascii()


def an_f_string_has_its_quotes_as_tokens(tokens):
    """Since 3.12 FSTRING_START ends with a quote, and the FSTRING_END that belongs to it is that quote.

    Counts: f-strings in the library
    Twin: FSTRING_START is the letter `f` and a quote, and the FSTRING_END that belongs to it is that quote.
    Pythons: >=3.12
    """
    opened = []
    for each in tokens:
        if each.type == token.FSTRING_START:
            opened.append(each.string)
        elif each.type == token.FSTRING_END:
            prefix = opened.pop()
            quote = prefix.lstrip("fFrR")
            yield each.start[0], quote[:1] in "'\"" and each.string == quote, prefix == "f" + each.string
