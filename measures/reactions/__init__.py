"""Rounds of reactions as people read them: what is asked, what was said, and what became of it."""
