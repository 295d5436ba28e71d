"""Scan profiles put to work over any source."""
