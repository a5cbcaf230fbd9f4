from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardConfig(AppConfig):
    name = "dashboard"
    verbose_name = _("Dashboard")

    def ready(self) -> None:
        from dashboard import sign_ins
        from dashboard.audit_verbs import VERBS
        from dashboard.checks import register_checks
        from ladder.audit.verbs import register

        register(VERBS)
        register_checks()
        sign_ins.connect()
