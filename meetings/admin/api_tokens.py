"""Tokens of the API: made here, shown once, taken out of use here."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.audited_admin import AuditedAdmin
from meetings.models import ApiToken


@admin.register(ApiToken)
class ApiTokenAdmin(AuditedAdmin[ApiToken]):
    """Tokens. The token itself is shown once, when it is made; lost means: make another one."""

    audit_verbs = ("api_token.added", "api_token.changed", "api_token.deleted")
    list_display = ["purpose", "owner", "start", "expires_on", "is_active", "works"]
    list_filter = ["is_active"]
    search_fields = ["purpose", "owner", "start"]
    fields = ["purpose", "owner", "expires_on", "is_active", "start", "created_at", "created_by"]
    readonly_fields = ["start", "created_at", "created_by"]

    @admin.display(description=_("works today"), boolean=True)
    def works(self, token: ApiToken) -> bool:
        """Whether the API takes it today."""
        return token.holds_on(timezone.localdate())

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:
        secret = None
        if not change:
            secret = obj.give_secret()
            obj.created_at = timezone.now()
            obj.created_by = request.user if isinstance(request.user, User) else None
        super().save_model(request, obj, form, change)
        if secret:
            text = gettext("This is the token. Copy it now, it is not shown again: %(token)s")
            messages.warning(request, text % {"token": secret})

    def audit_facts(self, obj: ApiToken) -> dict[str, Any]:
        return {
            "purpose": obj.purpose,
            "owner": obj.owner,
            "begins_with": obj.start,
            "expires_on": obj.expires_on.isoformat(),
            "is_active": obj.is_active,
        }
