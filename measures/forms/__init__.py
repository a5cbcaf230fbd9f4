"""What can be typed about the list of measures: one module per noun."""
