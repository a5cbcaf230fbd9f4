from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "measures"
    verbose_name = _("Measures")

    def ready(self) -> None:
        """Make the verbs of the audit trail known."""
        from ladder.audit.verbs import register
        from measures.audit_verbs import VERBS

        register(VERBS)
