"""Reading printed Vietnamese."""
