"""Accounts with their roles."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ladder.audited_admin import AuditedAdmin
from meetings.roles import ROLES_BY_CODE

ONLY_SUPERUSERS_SET = ("is_superuser", "user_permissions")


class AccountAdmin(AuditedAdmin[User], UserAdmin[User]):
    """Accounts. Whoever is no superuser gives roles, and makes no superusers and no exceptions."""

    audit_verbs = ("account.added", "account.changed", "account.deleted")
    list_display = ["username", "is_active", "is_staff", "last_login"]
    list_filter = ["groups", "is_active", "is_staff"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, *ONLY_SUPERUSERS_SET)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self._may_touch(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self._may_touch(request, obj) and super().has_delete_permission(request, obj)

    def audit_facts(self, obj: User) -> dict[str, Any]:
        """Return what decides on what an account may do, and where its mail goes. Passwords are told elsewhere."""
        return {
            "username": obj.get_username(),
            "roles": sorted(obj.groups.values_list("name", flat=True)),
            "user_permissions": sorted(str(permission) for permission in obj.user_permissions.all()),
            "email": obj.email,
            "is_active": obj.is_active,
            "is_staff": obj.is_staff,
            "is_superuser": obj.is_superuser,
        }

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
