"""Examples of Appendix G: what code objects, frames, .pyc files and imports are made of."""
