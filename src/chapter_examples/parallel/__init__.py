"""Examples of page 3.14: the JIT, threads that run at the same time, and several interpreters."""
