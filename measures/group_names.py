"""What groups are called on screen. The floor that makes the groups says so when the site starts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_names: dict[str, "StrPromise"] = {}


def register_group_names(names: Mapping[str, "StrPromise"]) -> None:
    """Make known what groups are called, by the name they have in the database."""
    _names.update(names)


def name_of_group(group: str) -> str:
    """Return what a group is called on screen; a group that nobody registered by its own name."""
    return str(_names.get(group, group))
