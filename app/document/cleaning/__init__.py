"""From a picture to a clean, upright page."""
