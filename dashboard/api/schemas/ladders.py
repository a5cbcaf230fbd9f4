"""Ladders, their versions, and the signals."""

from datetime import date, datetime

from ninja import Schema

from dashboard.api.schemas.pages import Page


class SignalStep(Schema):
    """A step of the scale of a signal that people judge."""

    value: int
    name: str
    name_en: str


class Signal(Schema):
    """What is watched. `per`: the number of inhabitants that a weekly value is about, null for a plain number."""

    code: str
    name: str
    name_en: str
    unit: str
    unit_en: str
    per: int | None
    frequency: str
    aggregation: str
    direction: str
    usually_incomplete_days: int
    minimum_population: int | None
    decimals: int
    source: str
    description: str
    steps: list[SignalStep]


class SignalPage(Page):
    items: list[Signal]


class Level(Schema):
    """A step of a ladder version, numbered from 1, the least severe."""

    number: int
    name: str
    name_en: str
    colour: str
    meaning: str


class SignalValue(Schema):
    """The value of a signal above which, or from which, a level applies."""

    level: int
    value: float


class SignalUse(Schema):
    """The part that a signal plays in a version: deciding, supporting or shown."""

    signal: str
    role: str
    signal_values: list[SignalValue]


class LadderVersion(Schema):
    """An adopted version. `comparator`: a level applies `above` its signal value, or `from` it."""

    code: str
    valid_from: date
    comparator: str
    dead_band: float | None
    dwell_weeks: int | None
    motivation: str
    adopted_at: datetime | None
    levels: list[Level]
    signals: list[SignalUse]


class Ladder(Schema):
    """A ladder with its adopted versions, oldest first."""

    code: str
    name: str
    area_kind: str
    sector: str
    versions: list[LadderVersion]


class LadderPage(Page):
    items: list[Ladder]
