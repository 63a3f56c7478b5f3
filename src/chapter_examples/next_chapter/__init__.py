"""Examples of page 3.20: where the instruction ends and the type begins."""
