"""Entries to test with."""

from typing import Any

from measures.entries import Entry


def entry(key: str = "a", **fields: Any) -> Entry:
    """Return an entry; all but what is given is plain."""
    plain = {"catalogue": "jeugd", "title": f"Titel {key}", "description": "Tekst.", "theme": "sport"}
    return Entry(key=key, **{**plain, "levels": (2,), **fields})
