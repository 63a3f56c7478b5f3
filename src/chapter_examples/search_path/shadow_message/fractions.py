"""Notes on fractions."""
