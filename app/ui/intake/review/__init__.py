"""From the last page to the seal: a person stands for the data."""
