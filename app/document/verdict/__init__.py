"""What is wrong with a page, said at once."""
