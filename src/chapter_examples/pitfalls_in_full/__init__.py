"""Examples of Appendix D, first page: the seven pitfalls, a way to see each, and mends to choose from."""
