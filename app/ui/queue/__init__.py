"""*Hàng đợi*: what waits, what is at the province, and how it goes there."""
