"""Examples of Appendix D, first page: the seven pitfalls, a way to see each, and fixes to choose from."""
