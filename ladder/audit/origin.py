"""Who makes the present request, and from where. Set by a middleware while it lasts; empty elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.auth.models import User


@dataclass(frozen=True)
class Origin:
    """How to find out from which network address a request comes, and who makes it: only asked when needed."""

    address: Callable[[], str | None] = lambda: None
    user: Callable[[], User | None] = lambda: None


NOWHERE = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def current_address() -> str | None:
    """Return the network address of whoever makes the present request; None in commands and tasks."""
    return _origin.get().address()


def current_user() -> User | None:
    """Return who makes the present request; None without sign-in, and in commands and tasks."""
    return _origin.get().user()


@contextmanager
def request_from(
    address: Callable[[], str | None], user: Callable[[], User | None] = NOWHERE.user
) -> Iterator[None]:
    """Let everything inside be recorded as coming from this address, and from this user."""
    token = _origin.set(Origin(address, user))
    try:
        yield
    finally:
        _origin.reset(token)
