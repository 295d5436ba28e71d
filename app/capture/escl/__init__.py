"""Network scanners."""
