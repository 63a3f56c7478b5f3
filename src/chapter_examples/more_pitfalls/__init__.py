"""Examples of Appendix D, second page: each further pitfall with a way to see it, and mends to choose from."""
