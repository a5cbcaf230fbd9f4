from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class LadderConfig(AppConfig):
    name = "ladder"
    verbose_name = _("Ladder")

    def ready(self) -> None:
        """Have the guards of all apps (re)made after each `migrate`, and make the verbs of the trail known."""
        from ladder.audit.verbs import register
        from ladder.audit_verbs import VERBS
        from ladder.guards import install_guards, remove_guards

        register(VERBS)

        pre_migrate.connect(remove_guards, sender=self, dispatch_uid="remove_guards")
        post_migrate.connect(install_guards, sender=self, dispatch_uid="install_guards")
