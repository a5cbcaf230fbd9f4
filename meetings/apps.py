from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        """Have the roles (re)made once after each `migrate`."""
        from meetings.roles import sync_roles

        post_migrate.connect(sync_roles, sender=self, dispatch_uid="sync_roles")
