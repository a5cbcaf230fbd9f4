"""Weeks, levels, explanations and figures."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from dashboard.api.schemas.ladders import SignalValue
from dashboard.api.schemas.pages import Page


class WeekItem(Schema):
    """A week that was computed. `meeting` is the adopted meeting on its figures, null without one."""

    week: str = Field(examples=["2020-W39"])
    week_start: date
    week_end: date
    ladder_version: str
    meeting: str | None


class WeekPage(Page):
    items: list[WeekItem]


class ComputedLevel(Schema):
    """What the figures give. `state`: complete, provisional, unknown or not_computed."""

    level: int | None
    level_name: str | None
    state: str
    ladder_version: str | None
    deciding_signals: list[str]
    reported_until: datetime | None
    computed_at: datetime | None


class DecidedLevel(Schema):
    """What a meeting decided, in force for the week. `state`: decided or undecided.

    `differs`: it is not the level that was computed for that meeting. `reason` is for readers who are signed in
    or have a token.
    """

    level: int | None
    level_name: str | None
    state: str
    valid_from: date | None
    decided_at: datetime | None
    meeting: str | None
    differs: bool | None
    reason: str | None


class LevelRow(Schema):
    """Both levels of an area in a week, side by side and never mixed."""

    area_code: str
    area_name: str
    week: str
    week_start: date
    week_end: date
    computed: ComputedLevel
    decided: DecidedLevel


class LevelPage(Page):
    items: list[LevelRow]


class AssessmentRow(Schema):
    """A computed level with the facts that explain it: distances, runs of weeks, changes, neighbours."""

    area_code: str
    area_name: str
    week: str
    computed: ComputedLevel
    explanation: dict[str, Any]


class AssessmentPage(Page):
    items: list[AssessmentRow]


class WeeklyValue(Schema):
    """The value of a signal in a week, in full precision; null unless it is complete or incomplete.

    `days` of `days_expected` were reported and final. `grain`: made from the area's `own` figures or its `parts`.
    """

    area_code: str
    week: str
    signal: str
    role: str
    value: float | None
    state: str
    days: int
    days_expected: int
    grain: str | None
    level: int | None
    signal_values: list[SignalValue]
    ladder_version: str


class WeeklyValuePage(Page):
    items: list[WeeklyValue]


class ObservationRow(Schema):
    """A figure as it was reported: the raw number, not per inhabitants."""

    signal: str
    area_code: str
    date: date
    value: float
    reported_at: datetime
    source: str


class ObservationPage(Page):
    items: list[ObservationRow]
