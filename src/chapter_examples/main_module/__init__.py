"""Examples of page 3.11: the name of the module that was started, and its consequences."""
