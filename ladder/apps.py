from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LadderConfig(AppConfig):
    name = "ladder"
    verbose_name = _("Ladder")

    def ready(self) -> None:
        """Have the guards of all apps (re)made once after each `migrate`, when all tables are there."""
        from ladder.guards import install_guards

        post_migrate.connect(install_guards, sender=self, dispatch_uid="install_guards")
