"""Examples for the gallery of components; nothing here comes from the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from dashboard.pages.overview_dates import Fact
from dashboard.pages.weeks import WeekChoice, week_choice
from ladder import formats
from ladder.differences import differences
from ladder.level_states import ABSENT, UNDECIDED, UNKNOWN, WAITING
from ladder.models import Level, Signal
from ladder.pictures.map import Fill, fills
from ladder.pictures.signal_bars import BarSegment, SignalBar
from ladder.pictures.threshold_bar import Segment, threshold_bar
from ladder.weeks import Week
from measures.models import Measure

BOUNDS = ((2, 50.0), (3, 150.0))
DIFFERENCES = ("higher", "lower", "same", "unknown")


class ExampleForm(forms.Form):
    """One field of each sort; sent in with nothing filled in, so that errors show."""

    title = forms.CharField(label=_("Title"), help_text=_("Short, and usable verbatim."))
    text = forms.CharField(label=_("Text"), widget=forms.Textarea, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[("1", "waakzaam"), ("2", "zorgelijk")])
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("a", _("execution")), ("b", _("policy"))], widget=forms.RadioSelect
    )
    day = forms.DateField(label=_("Valid from"), widget=forms.DateInput(attrs={"type": "date"}), required=False)


@dataclass(frozen=True)
class Swatch:
    """A fill by its name, and its place from the left in percent."""

    name: str
    place: int


def _swatches(names: Sequence[str]) -> list[Swatch]:
    """Put swatches beside each other, all of one width."""
    return [Swatch(name, place * 100 // len(names)) for place, name in enumerate(names)]


class Gallery:
    """What the gallery shows, made anew for each request because its texts follow the reader's language."""

    states_without_level = (UNKNOWN, ABSENT, UNDECIDED, WAITING)
    notice_kinds = ("info", "success", "warning", "error")
    measure_icons = Measure.Icon.choices
    columns = ("week", "2020", "2021")
    pieces = differences("Bezoek kan altijd.", "Bezoek kan buiten altijd.")
    table_rows = (("39", "61,3", "12,0"), ("40", "74,9", "–"))

    def __init__(self) -> None:
        self.levels = [
            Level(number=1, name="waakzaam", name_en="caution", colour="#F291BC"),
            Level(number=2, name="zorgelijk", name_en="concern", colour="#D95790"),
            Level(number=3, name="ernstig", name_en="serious", colour="#A11050"),
            Level(number=4, name="zeer ernstig", name_en="severe", colour="#68032F"),
        ]
        self.form = ExampleForm({})
        week = Week(date(2020, 9, 21))
        self.weeks: WeekChoice = week_choice([week.plus(-1), week.plus(1)], week)
        self.facts = [Fact(str(_("Valid from")), formats.day(date(2020, 10, 2)))]
        self.page: Page[int] = Paginator(range(30), 10).page(2)

    @property
    def fills(self) -> list[Fill]:
        return fills(self.levels)

    @property
    def swatches(self) -> list[Swatch]:
        names = [*(str(level.number) for level in self.levels), "unknown"]
        return _swatches(names)

    @property
    def differences(self) -> list[Swatch]:
        return _swatches(DIFFERENCES)

    @property
    def bars(self) -> list[SignalBar]:
        """A low value, one in the middle, one beyond the end, and none at all."""
        return [self._bar(value) for value in (12.0, 61.3, 390.0, None)]

    def _bar(self, value: float | None) -> SignalBar:
        bar = threshold_bar(value, BOUNDS)
        return SignalBar(
            signal=Signal(name="positieve testen", unit="per 100.000 inwoners per 7 dagen"),
            is_deciding=True,
            value_text="" if value is None else formats.number(value, 1),
            remark="",
            segments=tuple(self._segment(part) for part in bar.segments),
            marker=bar.marker,
            distance="",
        )

    def _segment(self, part: Segment) -> BarSegment:
        bound = f"> {formats.bound(part.bound)}" if part.start else ""
        return BarSegment(part, self.levels[part.level - 1], bound)
