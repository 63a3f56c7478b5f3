"""Examples of page 3.18: seven pitfalls, each with a program that fails and a fix."""
