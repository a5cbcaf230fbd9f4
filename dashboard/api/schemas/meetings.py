"""Adopted meetings, their decisions, and the layout of the Coronadashboard."""

from datetime import date, datetime

from ninja import Schema

from dashboard.api.schemas.pages import Page


class MeetingItem(Schema):
    """An adopted meeting: its five dates apart. `minutes_sha256` is the hash of its frozen minutes."""

    key: str
    week: str
    held_on: date
    next_on: date
    reported_until: datetime
    adopted_at: datetime
    minutes_sha256: str | None


class MeetingPage(Page):
    items: list[MeetingItem]


class DecisionRow(Schema):
    """A decision of an adopted meeting that came into force. `erratum`: it corrects an earlier one."""

    meeting: str
    week: str
    area_code: str
    area_name: str
    level: int
    level_name: str
    valid_from: date
    next_review: date | None
    decided_at: datetime
    computed_level: int | None
    differs: bool
    erratum: bool
    reason: str | None


class DecisionPage(Page):
    items: list[DecisionRow]


class EscalationLevel(Schema):
    """A region as the Coronadashboard wrote it, moments in seconds since 1970.

    A level that is null is unknown; a figure that is null was not complete when it was decided on.
    """

    vrcode: str
    level: int | None
    positive_tested_per_100k: float | None
    hospital_admissions_per_million: float | None
    based_on_statistics_from_unix: int
    based_on_statistics_to_unix: int
    last_determined_unix: int | None
    next_determined_unix: int | None
    valid_from_unix: int | None
    date_of_insertion_unix: int | None


class EscalationLevels(Schema):
    """The file `VR_COLLECTION.json` of the Coronadashboard, with the levels in it."""

    last_generated: str
    proto_name: str
    name: str
    code: str
    escalation_levels: list[EscalationLevel]
