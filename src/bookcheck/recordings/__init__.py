"""What the programs wrote on each Python: recorded, looked up, grouped and compared."""
