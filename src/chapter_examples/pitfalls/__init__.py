"""Examples of page 3.18: seven pitfalls, each failing and each mended."""
