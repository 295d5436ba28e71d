"""Pages in photographs and under a camera."""
