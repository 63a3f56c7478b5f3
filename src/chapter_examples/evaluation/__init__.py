"""Examples of page 3.6: what the evaluation loop does with each instruction, and between instructions."""
