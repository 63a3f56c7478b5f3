"""Everything that is run: the examples with their declarations, and what runs them."""
