"""Examples of page 3.16: what a program of two files shows of imports."""
