"""Examples of page 3.2: what the tokenizer makes of source text."""
