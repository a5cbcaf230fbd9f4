"""Who is signed in, with all permissions, in one query."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef

FIELDS = tuple(field.attname for field in User._meta.concrete_fields)


class OneQueryBackend(ModelBackend):
    """Django's own backend, fetching an account together with the permissions of its groups.

    Every page asks for permissions, to show the links that somebody can follow; Django takes two more queries for
    that. Permissions given to an account itself, outside its roles, still take one.
    """

    def get_user(self, user_id: Any) -> User | None:
        """Return an active account, or None, with what its groups may do filled in."""
        own = User.user_permissions.through.objects.filter(user=OuterRef("pk"))
        granted = (F("groups__permissions__content_type__app_label"), F("groups__permissions__codename"))
        found = User.objects.filter(pk=user_id).annotate(app=granted[0], may=granted[1], has_own=Exists(own))
        rows = list(found.values_list(*FIELDS, "app", "may", "has_own"))
        if not rows:
            return None
        *values, _app, _may, has_own = rows[0]
        user = User.from_db(found.db, FIELDS, values)
        # The caches of Django's ModelBackend: what is there is not asked again.
        user._group_perm_cache = {f"{app}.{may}" for *_values, app, may, _own in rows if may}  # type: ignore[attr-defined]  # cache of ModelBackend
        if not has_own:
            user._user_perm_cache = set()  # type: ignore[attr-defined]  # likewise
        return user if self.user_can_authenticate(user) else None
