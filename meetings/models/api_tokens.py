"""Keys with which other systems read the API."""

import hashlib
import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.querysets import ApiTokenQuerySet

PREFIX = "ladder_"
SHOWN_LENGTH = 12


def hash_of(secret: str) -> str:
    """Return the SHA-256 of a token. It is long and random, so that a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiToken(models.Model):
    """What another system shows to read the API: everything that a policy officer reads there, and no more.

    Only the hash is stored; `start` is there to recognise it. `owner` is a function or directorate that answers
    for its use, never a personal name. The token is refused after `expires_on`, and when it is not active.
    """

    purpose = models.CharField(_("what it is for"), max_length=100)
    owner = models.CharField(
        _("owner"), max_length=100, help_text=_("A function or directorate, not a person's name.")
    )
    start = models.CharField(_("begins with"), max_length=SHOWN_LENGTH, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    expires_on = models.DateField(_("valid until and including"))
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("made at"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = models.Manager.from_queryset(ApiTokenQuerySet)()

    class Meta:
        ordering = ["owner", "purpose"]
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return f"{self.purpose}, {self.owner}"

    def give_secret(self) -> str:
        """Give the token a new secret and return it; only the hash stays. The caller stores the row."""
        secret = PREFIX + secrets.token_urlsafe(32)
        self.sha256, self.start = hash_of(secret), secret[:SHOWN_LENGTH]
        return secret

    def holds_on(self, day: date) -> bool:
        """Whether the token may be used on a day."""
        return self.is_active and day <= self.expires_on
