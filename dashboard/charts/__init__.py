"""Charts as plain data: figures in, a dictionary for plotly.js or the geometry of an SVG out. No Django here."""
