"""The writer is found, not the reader."""

import money

money.OPTIONS["currency"] = "USD"

# book: raises TypeError
# book: changed 3.9: CPython makes the path of the script absolute, and the traceback shows that one.
# book: changed 3.11: Instructions know their columns, so the traceback marks the mapping by `~` and the key by `^`.
