"""Each public action on a meeting writes in the audit trail, by itself or by another action that it calls."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import meetings.actions
from ladder.audit import record, record_all

RECORDING = (record, record_all)


def public_actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every function of the actions that is given who did it (`by=`)."""
    for module in pkgutil.iter_modules(meetings.actions.__path__, "meetings.actions."):
        for name, found in vars(importlib.import_module(module.name)).items():
            is_own = inspect.isfunction(found) and inspect.unwrap(found).__module__ == module.name
            if is_own and not name.startswith("_") and "by" in inspect.signature(found).parameters:
                yield name, found


def is_recorded(function: Callable[..., Any], seen: frozenset[Any] = frozenset()) -> bool:
    """Say whether a function of the actions reaches `record` or `record_all`."""
    inner = inspect.unwrap(function)
    if inner in seen or not inspect.isfunction(inner):
        return False
    for name in inner.__code__.co_names:
        used = inner.__globals__.get(name)
        if used in RECORDING:
            return True
        if getattr(used, "__module__", "").startswith("meetings.actions") and is_recorded(used, seen | {inner}):
            return True
    return False


ACTIONS = dict(public_actions())


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_recorded(name):
    assert is_recorded(ACTIONS[name])


def test_the_walk_finds_the_actions_and_sees_what_is_not_recorded():
    assert set(meetings.actions.__all__) <= set(ACTIONS)
    assert not is_recorded(inspect.unwrap)
    assert not is_recorded(public_actions)
