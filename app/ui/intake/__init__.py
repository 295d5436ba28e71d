"""*Tiếp nhận*: from the citizen's first word to the receipt in their hand."""
