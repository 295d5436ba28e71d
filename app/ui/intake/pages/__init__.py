"""The pages of the paper at hand."""
