"""Signing in and out, failing to, and new passwords, written in the audit trail.

Receivers, although writes are actions elsewhere: these signals, and a validator that is told of each new password,
are what Django offers for it, and they also see what happens in the administration.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils import timezone

from ladder.audit import record
from ladder.audit.origin import current_address, current_user
from ladder.models import AuditEntry

FAILED = "account.sign_in_failed"
# In this time an address can add so many failures per account, and one on names that are no account, to the trail:
# whoever goes on guessing is locked out, and cannot flood it.
WHILE = timedelta(minutes=15)


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit_signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit_signed_out")
    user_login_failed.connect(_failed, dispatch_uid="audit_sign_in_failed")


def _signed_in(user: User, **kwargs: Any) -> None:
    record("account.signed_in", about=user, by=user, now=timezone.now())


def _signed_out(user: AbstractBaseUser | None, **kwargs: Any) -> None:
    if isinstance(user, User):  # nobody, when the session had ended already
        record("account.signed_out", about=user, by=user, now=timezone.now())


def _failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Record an attempt on an account. What is no account's name is not kept: it may be a password typed there."""
    now = timezone.now()
    # As long as a name can be: nothing longer, and no null character, ever reaches the database.
    typed = str(credentials.get("username", ""))[:150].replace("\0", "")
    account = User.objects.filter(username=typed).first()
    if account is not None and _lately(account.pk, now) < settings.AXES_FAILURE_LIMIT:
        record(FAILED, about=account, by=None, now=now)
    elif account is None and not _lately("", now):
        record(FAILED, about=User(), by=None, now=now, after={"account": "unknown"}, label="")


def _lately(account: int | str, now: datetime) -> int:
    """Return how many failures of an account (`""`: of none) this address has in the trail of the last minutes."""
    of_account = AuditEntry.objects.filter(object_type=User._meta.label_lower, object_id=str(account))
    return of_account.filter(action=FAILED, at__gt=now - WHILE, address=current_address()).count()


class PasswordChanges:
    """A password validator that accepts every password, and records that an account got a new one."""

    def validate(self, password: str, user: Any = None) -> None:
        """Accept it."""

    def get_help_text(self) -> str:
        return ""

    def password_changed(self, password: str, user: Any = None) -> None:
        """Called by Django once a new password has been stored, wherever that happens."""
        if isinstance(user, User):
            record("account.password_set", about=user, by=current_user(), now=timezone.now())
