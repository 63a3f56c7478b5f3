"""The diagrams of the pages, the names in them, and the drawings kept for them."""
