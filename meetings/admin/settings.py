"""How meetings run, and the lists from which people choose."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ladder.audited_admin import AuditedAdmin
from meetings.models import DeviationReason, MeetingSettings, Theme


@admin.register(MeetingSettings)
class MeetingSettingsAdmin(AuditedAdmin[MeetingSettings]):
    """The rhythm and the rules of the meetings, per ladder."""

    list_display = ["ladder", "weekday", "deadline_weekday", "deadline_time", "quorum", "four_eyes"]
    list_select_related = ["ladder"]
    fieldsets = [
        (None, {"fields": ["ladder"]}),
        (_("Rhythm"), {"fields": ["weekday", ("deadline_weekday", "deadline_time"), "sends_digest"]}),
        (_("Agenda"), {"fields": ["near_bound", "fast_growth", "discuss_minutes", "consent_minutes"]}),
        (_("Deciding"), {"fields": ["quorum", "four_eyes"]}),
    ]


@admin.register(DeviationReason)
class DeviationReasonAdmin(AuditedAdmin[DeviationReason]):
    """Kinds of reason for deviating. One that was used is switched off, not deleted."""

    list_display = ["name", "name_en", "code", "order", "is_active"]
    list_editable = ["order", "is_active"]
    prepopulated_fields = {"code": ["name"]}


@admin.register(Theme)
class ThemeAdmin(AuditedAdmin[Theme]):
    """Themes of actions and reports from the field."""

    list_display = ["name", "code", "order", "is_active"]
    list_editable = ["order", "is_active"]
    prepopulated_fields = {"code": ["name"]}
