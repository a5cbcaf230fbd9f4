"""Holding a document against the adopted minutes whose SHA-256 it bears."""
