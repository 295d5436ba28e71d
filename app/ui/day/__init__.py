"""*Chốt ngày*: the day reconciled with the province."""
