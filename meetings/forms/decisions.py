"""Deciding and proposing a level."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.form_fields import DayField, PlainTextField, set_choices
from ladder.models import Level
from meetings.actions.decisions import Votes
from meetings.models import DeviationReason

LONGEST_REASON = 4_000
LONGEST_NOTE = 2_000
MOST_VOTES = 999
VOTES = ("votes_for", "votes_against", "abstentions")


class LevelSelect(forms.RadioSelect):
    """Radio buttons of which the computed level is marked, for the style sheet: `data-computed`."""

    computed: int | None = None

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value == self.computed:
            option["attrs"]["data-computed"] = True
        return option


class DecisionForm(forms.Form):
    """A level from a date, with its reason and the votes. `cleaned_data` is what `decide` takes."""

    level = forms.TypedChoiceField(label=gettext_lazy("Level"), coerce=int, widget=LevelSelect)
    valid_from = DayField(label=gettext_lazy("Valid from"))
    next_review = DayField(label=gettext_lazy("Next review"), required=False)
    deviation = forms.TypedChoiceField(
        label=gettext_lazy("Kind of reason"), coerce=int, empty_value=None, required=False
    )
    reason = PlainTextField(label=gettext_lazy("Reason"), required=False, max_length=LONGEST_REASON)
    votes_for = forms.IntegerField(label=gettext_lazy("For"), required=False, min_value=0, max_value=MOST_VOTES)
    votes_against = forms.IntegerField(
        label=gettext_lazy("Against"), required=False, min_value=0, max_value=MOST_VOTES
    )
    abstentions = forms.IntegerField(
        label=gettext_lazy("Abstained"), required=False, min_value=0, max_value=MOST_VOTES
    )
    minority_note = PlainTextField(label=gettext_lazy("Minority note"), required=False, max_length=LONGEST_NOTE)
    waits_for_route = forms.BooleanField(
        label=gettext_lazy("In force only once the route is completed"), required=False
    )

    def __init__(
        self,
        *args: Any,
        levels: Iterable[Level],
        computed: Level | None,
        deviations: Iterable[DeviationReason],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.levels = {level.pk: level for level in levels}
        self.deviations = {deviation.pk: deviation for deviation in deviations}
        self.computed = computed
        set_choices(self, "level", [(pk, _label(level, computed)) for pk, level in self.levels.items()])
        kinds = [(pk, deviation.label) for pk, deviation in self.deviations.items()]
        set_choices(self, "deviation", [("", _("Choose")), *kinds])
        self.fields["level"].widget.computed = computed.pk if computed else None
        self.fields["reason"].widget.attrs.update(rows=3)
        self.fields["minority_note"].widget.attrs.update(rows=2)

    @property
    def shows_votes(self) -> bool:
        """Whether votes, minority note or route were filled in or refused, so that they must be in sight."""
        names = (*VOTES, "minority_note", "waits_for_route")
        return any(self[name].value() not in (None, "", False) or self[name].errors for name in names)

    def clean_level(self) -> Level:
        """Return the level itself."""
        return self.levels[self.cleaned_data["level"]]

    def clean_deviation(self) -> DeviationReason | None:
        """Return the kind of reason itself."""
        chosen = self.cleaned_data["deviation"]
        return self.deviations[chosen] if chosen else None

    def clean(self) -> dict[str, Any]:
        """Make one thing of the votes, and leave out a kind of deviation at a level that deviates from nothing."""
        cleaned = dict(super().clean() or {})
        counted = [cleaned.pop(name, None) for name in VOTES]
        note = cleaned.pop("minority_note", "")
        cleaned["votes"] = self._votes(counted, note)
        if self.computed and cleaned.get("level") == self.computed:
            cleaned["deviation"] = None
        return cleaned

    def _votes(self, counted: list[int | None], note: str) -> Votes | None:
        given = [count for count in counted if count is not None]
        if len(given) == len(VOTES):
            in_favour, against, abstained = given
            return Votes(in_favour, against, abstained, note)
        if not any(name in self.errors for name in VOTES) and (given or note):
            missing = VOTES[counted.index(None)]
            self.add_error(missing, _("Give all three counts, 0 where nobody did; or leave all of it empty."))
        return None


def _label(level: Level, computed: Level | None) -> str:
    return _("%(level)s (computed)") % {"level": level} if level == computed else str(level)
