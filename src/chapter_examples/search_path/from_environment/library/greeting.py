"""A greeting."""

TEXT = "hello"
