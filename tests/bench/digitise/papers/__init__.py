"""Undamaged pages with everything that is true about them."""
