"""Readers of figures: one module per source, from a file to a tidy table. Plain Python and pandas, no Django.

`registry.SOURCES` names them. A reader returns `figures.SourceFigures` or raises `errors.SourceError`.
"""
