"""Examples of page 3.3: how tokens become a tree, and who says that they do not."""
