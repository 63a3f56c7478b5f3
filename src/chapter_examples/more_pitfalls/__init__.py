"""Examples of Appendix D, second page: each further pitfall with a way to see it, and fixes to choose from."""
