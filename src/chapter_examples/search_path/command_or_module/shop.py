"""The program that is checked. It is in the current folder."""
