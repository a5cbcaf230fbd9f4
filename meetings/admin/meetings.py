"""Meetings and what belongs to them, to look at."""

from django.contrib import admin

from ladder.read_only_admin import ReadOnlyAdmin
from meetings.models import (
    AgendaItem,
    AgendaPoint,
    AgendaReason,
    Approval,
    Decision,
    Erratum,
    Interpretation,
    Meeting,
    Minutes,
    Participant,
    RegionAnswer,
    RegionQuestion,
    RegionResponse,
    RouteEntry,
)


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin[Meeting]):
    """Meetings."""

    list_display = ["key", "ladder", "held_on", "status", "adopted_at"]
    list_filter = ["ladder", "status", "is_exercise"]
    date_hierarchy = "week_start"


@admin.register(AgendaItem)
class AgendaItemAdmin(ReadOnlyAdmin[AgendaItem]):
    """Agenda items."""

    list_display = ["meeting", "area", "assessment"]
    list_filter = ["meeting"]
    list_select_related = ["meeting", "area", "assessment"]


@admin.register(AgendaReason)
class AgendaReasonAdmin(ReadOnlyAdmin[AgendaReason]):
    """Why regions are discussed."""

    list_display = ["item", "code", "by", "at"]
    list_filter = ["item__meeting", "code"]
    list_select_related = ["item", "by"]


@admin.register(AgendaPoint)
class AgendaPointAdmin(ReadOnlyAdmin[AgendaPoint]):
    """Points on the agenda that are no region."""

    list_display = ["meeting", "title", "by", "at"]
    list_filter = ["meeting"]
    list_select_related = ["meeting", "by"]


@admin.register(Participant)
class ParticipantAdmin(ReadOnlyAdmin[Participant]):
    """Who sat at the table."""

    list_display = ["meeting", "function", "organisation", "has_vote", "is_present"]
    list_filter = ["meeting"]
    list_select_related = ["meeting"]


@admin.register(Interpretation)
class InterpretationAdmin(ReadOnlyAdmin[Interpretation]):
    """All versions of all duidingen."""

    list_display = ["item", "number", "author", "written_at"]
    list_filter = ["item__meeting"]
    list_select_related = ["item", "author"]
    search_fields = ["text"]


@admin.register(RegionResponse)
class RegionResponseAdmin(ReadOnlyAdmin[RegionResponse]):
    """All versions of what regions said before a meeting."""

    list_display = ["receipt", "item", "number", "view", "author", "given_at"]
    list_filter = ["item__meeting", "view"]
    list_select_related = ["item", "author"]
    search_fields = ["receipt"]


@admin.register(RegionQuestion)
class RegionQuestionAdmin(ReadOnlyAdmin[RegionQuestion]):
    """Questions handed back to regions."""

    list_display = ["item", "due_on", "asked_by", "asked_at"]
    list_filter = ["item__meeting"]
    list_select_related = ["item", "asked_by"]
    search_fields = ["text"]


@admin.register(RegionAnswer)
class RegionAnswerAdmin(ReadOnlyAdmin[RegionAnswer]):
    """Answers of regions, also those that were replaced."""

    list_display = ["question", "author", "answered_at"]
    list_filter = ["question__item__meeting"]
    list_select_related = ["question", "author"]
    search_fields = ["text"]


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin[Decision]):
    """All proposals and decisions, also those that were replaced."""

    list_display = ["item", "stage", "level", "valid_from", "decided_by", "decided_at"]
    list_filter = ["item__meeting", "stage", "level__number"]
    list_select_related = ["item", "level", "decided_by"]
    search_fields = ["reason"]


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin[Approval]):
    """Who checked the decisions of a meeting, as they stood."""

    list_display = ["meeting", "by", "at", "fingerprint"]
    list_filter = ["meeting"]
    list_select_related = ["meeting", "by"]


@admin.register(Minutes)
class MinutesAdmin(ReadOnlyAdmin[Minutes]):
    """Adopted minutes."""

    list_display = ["meeting", "sha256"]
    list_select_related = ["meeting"]


@admin.register(Erratum)
class ErratumAdmin(ReadOnlyAdmin[Erratum]):
    """Mistakes found in adopted minutes."""

    list_display = ["meeting", "number", "item", "level", "written_by", "adopted_by", "adopted_at"]
    list_filter = ["meeting"]
    list_select_related = ["meeting", "item", "level", "written_by", "adopted_by"]


@admin.register(RouteEntry)
class RouteEntryAdmin(ReadOnlyAdmin[RouteEntry]):
    """What became of outcomes at the steps of their route."""

    list_display = ["meeting", "step", "outcome", "held_on", "completes", "by", "at"]
    list_filter = ["meeting", "step", "outcome"]
    list_select_related = ["meeting", "step", "by"]
