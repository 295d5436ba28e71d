"""A whole stack scanned at once, told apart by its sheets."""
