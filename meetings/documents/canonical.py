"""Note content as text of which every byte is fixed, so that a hash over it means something."""

import hashlib
import json
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from meetings.documents.model import NoteContent


def as_json(content: NoteContent) -> str:
    """Return canonical JSON: keys sorted, no blanks, dates in ISO form, moments with their offset."""
    return json.dumps(
        asdict(content),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=_moment,
    )


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(text: str) -> NoteContent:
    """Read back what `as_json` wrote. Fields that were added since take their default."""
    content: NoteContent = _rebuild(NoteContent, json.loads(text))
    return content


def _moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _rebuild(kind: Any, data: Any) -> Any:
    """Make a value of a declared type out of JSON data: dataclass, tuple of one type, optional, date or plain."""
    if data is None:
        return None
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        known = [field.name for field in fields(kind) if field.name in data]
        return kind(**{name: _rebuild(hints[name], data[name]) for name in known})
    if get_origin(kind) is tuple:
        return tuple(_rebuild(get_args(kind)[0], value) for value in data)
    if NoneType in get_args(kind):
        return _rebuild(next(inner for inner in get_args(kind) if inner is not NoneType), data)
    if kind in (date, datetime):
        return kind.fromisoformat(data)
    return data
