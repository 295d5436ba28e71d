"""The bytes of files become pictures, bounded before anything is decoded."""
