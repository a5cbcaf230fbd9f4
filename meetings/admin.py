"""Meetings, to look at; and accounts with their roles."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ladder.read_only_admin import ReadOnlyAdmin
from meetings.models import AgendaItem, Decision, Interpretation, Meeting, Minutes
from meetings.roles import ROLES_BY_CODE

ONLY_SUPERUSERS_SET = ("is_superuser", "user_permissions")


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin[Meeting]):
    """Meetings."""

    list_display = ["week", "ladder", "held_on", "status", "adopted_at"]
    list_filter = ["ladder", "status"]
    date_hierarchy = "week_start"


@admin.register(AgendaItem)
class AgendaItemAdmin(ReadOnlyAdmin[AgendaItem]):
    """Agenda items."""

    list_display = ["meeting", "area", "assessment"]
    list_filter = ["meeting"]
    list_select_related = ["meeting", "area", "assessment"]


@admin.register(Interpretation)
class InterpretationAdmin(ReadOnlyAdmin[Interpretation]):
    """All versions of all duidingen."""

    list_display = ["item", "number", "author", "written_at"]
    list_filter = ["item__meeting"]
    list_select_related = ["item", "author"]
    search_fields = ["text"]


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin[Decision]):
    """All decisions, also those that were replaced."""

    list_display = ["item", "level", "valid_from", "decided_by", "decided_at"]
    list_filter = ["item__meeting", "level__number"]
    list_select_related = ["item", "level", "decided_by"]
    search_fields = ["reason"]


@admin.register(Minutes)
class MinutesAdmin(ReadOnlyAdmin[Minutes]):
    """Adopted minutes."""

    list_display = ["meeting", "sha256"]
    list_select_related = ["meeting"]


class AccountAdmin(UserAdmin[User]):
    """Accounts. Whoever is no superuser gives roles, and makes no superusers and no exceptions."""

    list_display = ["username", "is_active", "is_staff", "last_login"]
    list_filter = ["groups", "is_active", "is_staff"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, *ONLY_SUPERUSERS_SET)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self._may_touch(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self._may_touch(request, obj) and super().has_delete_permission(request, obj)

    def _may_touch(self, request: HttpRequest, account: User | None) -> bool:
        return request.user.is_superuser or account is None or not account.is_superuser


class RoleAdmin(GroupAdmin):
    """Roles in words. They are written down in the code and come back after each update, so they are read here."""

    list_display = ["label", "description", "name"]
    fields = ["name", "label", "description", "permissions"]
    readonly_fields = ["name", "label", "description", "permissions"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("role"))
    def label(self, group: Group) -> str:
        """The name of the role."""
        return str(ROLES_BY_CODE[group.name].label) if group.name in ROLES_BY_CODE else group.name

    @admin.display(description=_("may"))
    def description(self, group: Group) -> str:
        """What the role may do."""
        return str(ROLES_BY_CODE[group.name].description) if group.name in ROLES_BY_CODE else ""


admin.site.unregister(User)
admin.site.register(User, AccountAdmin)
admin.site.unregister(Group)
admin.site.register(Group, RoleAdmin)
