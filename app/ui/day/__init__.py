"""*Đóng ngày*: the day reconciled with the province."""
