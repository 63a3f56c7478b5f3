"""Examples of page 3.9: what lies in __pycache__, and when Python trusts it."""
