"""Pages written as PDF/A."""
