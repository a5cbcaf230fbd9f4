"""Who reads the API: another system with a token, somebody who is signed in, or with `PUBLIC_PAGES` anybody."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest

from ladder.audit.origin import current_address
from meetings.models import ApiToken
from meetings.models.api_tokens import hash_of


@dataclass(frozen=True)
class Reader:
    """`key` tells readers apart in the count of requests. Insiders also read what public pages leave out."""

    key: str
    may_read: bool
    is_insider: bool


def reader_of(request: HttpRequest, *, today: date) -> Reader:
    """Return who reads. A token that does not hold gives nothing, also where everybody may read."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return _with_token(secret.strip(), today)
    if isinstance(request.user, User) and request.user.is_active:
        return Reader(f"account-{request.user.pk}", may_read=True, is_insider=True)
    return _stranger(may_read=settings.PUBLIC_PAGES)


def _with_token(secret: str, today: date) -> Reader:
    token = ApiToken.objects.usable_on(today).filter(sha256=hash_of(secret)).first()
    if token is None:
        return _stranger(may_read=False)
    return Reader(f"token-{token.pk}", may_read=True, is_insider=True)


def _stranger(*, may_read: bool) -> Reader:
    return Reader(f"address-{current_address()}", may_read=may_read, is_insider=False)


def is_insider(request: HttpRequest) -> bool:
    """Whether the reader, found before by the guard, is signed in or has a token."""
    reader: Reader = request.api_reader  # type: ignore[attr-defined]  # set by the guard
    return reader.is_insider
