"""From figures to levels. Plain Python on DataFrames and frozen dataclasses: no Django, no clock, no cache."""
