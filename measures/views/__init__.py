"""The pages of the list of measures: one module per noun."""
