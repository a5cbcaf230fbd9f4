from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        """Have the roles (re)made once after each `migrate`; make the verbs of the audit trail known."""
        from ladder.audit.verbs import register
        from measures.group_names import register_group_names
        from meetings.audit_verbs import VERBS
        from meetings.roles import ROLES, sync_roles

        register(VERBS)
        register_group_names({role.code: role.label for role in ROLES})

        post_migrate.connect(sync_roles, sender=self, dispatch_uid="sync_roles")
