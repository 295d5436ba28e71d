"""What the text says, for a person to confirm."""
