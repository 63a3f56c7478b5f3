"""The writer is found, not the reader."""

import money

money.OPTIONS["currency"] = "USD"

# book: raises TypeError
