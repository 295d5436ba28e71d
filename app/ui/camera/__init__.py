"""The window in which papers are photographed."""
