"""Examples of page 3.8: what an `import` statement does, from the name to the module."""
