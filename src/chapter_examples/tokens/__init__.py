"""Examples of page 3.2: how the tokenizer splits source text."""
