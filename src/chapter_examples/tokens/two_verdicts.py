"""What `tokenize` and the compiler say about broken lines."""

import io
import tokenize

LINES = [
    "total = = 1",
    "total = 1)",
    "total = 1 $ 2",
    "total = 'one",
    "total = (1",
]


def verdict(judge, source):
    try:
        judge(source)
    except (SyntaxError, tokenize.TokenError) as error:
        return type(error).__name__
    return "accepted"


def ask_tokenize(source):
    return list(tokenize.generate_tokens(io.StringIO(source).readline))


def ask_compiler(source):
    return compile(source, "<line>", "exec")


print(f"{'':16}{'tokenize':13}compile")
for line in LINES:
    tokenized, compiled = verdict(ask_tokenize, line), verdict(ask_compiler, line)
    print(f"{line:16}{tokenized:13}{compiled}")

# book: changed 3.12: `tokenize` calls the C tokenizer, which rejects a quote that is not closed and accepts
#     this bracket.
# book: portable
