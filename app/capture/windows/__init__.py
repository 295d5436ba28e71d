"""WIA and TWAIN, each in a helper process."""
