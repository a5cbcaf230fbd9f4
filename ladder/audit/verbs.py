"""The verbs of the audit trail: a code in the database, a sentence on screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_verbs: dict[str, "StrPromise"] = {}


def register(verbs: Mapping[str, "StrPromise"]) -> None:
    """Make verbs known. Each floor registers its own when the site starts; a code names one thing only."""
    for code, words in verbs.items():
        if _verbs.get(code, words) is not words:
            raise ValueError(f"the audit verb {code!r} is registered twice")
        _verbs[code] = words


def verb(code: str) -> "StrPromise":
    """Return the words of a verb; `LookupError` when nobody registered it."""
    return _verbs[code]


def known_verbs() -> dict[str, "StrPromise"]:
    """Return all verbs by code."""
    return dict(_verbs)
