"""Examples of the small book's two pages."""
