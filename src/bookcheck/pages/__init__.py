"""The pages as their authors write them: what they hold, and what they must not."""
