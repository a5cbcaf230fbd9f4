"""What can be typed in and around a meeting: one module per noun."""
