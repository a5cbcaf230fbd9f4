"""The words with which measures are described."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin

from ladder.audited_admin import AuditedAdmin
from measures.models import InstrumentDecider, LegalInstrument, MeasureTheme, Principle, TargetGroup


class TermAdmin(AuditedAdmin[Any]):
    """A list of terms. The code stays: exports, versions and links name terms by it."""

    list_display = ["name", "code", "order"]
    list_editable = ["order"]
    search_fields = ["name", "code"]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> list[str]:
        """Fix the code of a stored term."""
        return ["code"] if obj else []

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> dict[str, Sequence[str]]:
        """Make the code of a new term out of its name."""
        return {} if obj else {"code": ["name"]}


@admin.register(MeasureTheme)
class MeasureThemeAdmin(TermAdmin):
    """Themes."""


@admin.register(TargetGroup)
class TargetGroupAdmin(TermAdmin):
    """Target groups."""


@admin.register(Principle)
class PrincipleAdmin(TermAdmin):
    """Principles."""


class InstrumentDeciderInline(admin.TabularInline[InstrumentDecider, LegalInstrument]):
    """Who may use an instrument."""

    model = InstrumentDecider
    extra = 1


@admin.register(LegalInstrument)
class LegalInstrumentAdmin(TermAdmin):
    """Legal instruments, with who may use them."""

    list_display = ["name", "code", "article", "order"]
    inlines = [InstrumentDeciderInline]
