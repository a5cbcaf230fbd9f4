"""What is asked about a meeting as a whole."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder import formats
from ladder.form_fields import DayField, set_choices
from ladder.weeks import Week

EXERCISE_WEEKS = 52
"""On so many of the newest computed weeks an exercise can be opened."""


class OpenMeetingForm(forms.Form):
    """Which week to open a meeting on, when it is held (empty: the usual day), and whether it is an exercise.

    `weeks` can be chosen; on those in `held` there is a meeting already, so that only an exercise is left.
    """

    week = forms.ChoiceField(label=gettext_lazy("Figures of week"))
    held_on = DayField(
        label=gettext_lazy("Held on"),
        required=False,
        help_text=gettext_lazy("Empty: the usual day in the week after."),
    )
    is_exercise = forms.BooleanField(
        label=gettext_lazy("This is an exercise"),
        required=False,
        help_text=format_lazy(
            gettext_lazy("An exercise changes no level in force; it is about one of the {weeks} newest weeks."),
            weeks=EXERCISE_WEEKS,
        ),
    )

    def __init__(
        self, *args: Any, weeks: Sequence[Week], held: Collection[Week] = frozenset(), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "week", [(str(week), _option(week, held)) for week in weeks])
        self.fields["week"].initial = next((str(week) for week in weeks if week not in held), None)

    def clean_week(self) -> Week:
        """Return the week itself."""
        return Week.parse(self.cleaned_data["week"])


def _option(week: Week, held: Collection[Week]) -> str:
    name = formats.week_option(week)
    return _("%(week)s (exercise only)") % {"week": name} if week in held else name


def usual_valid_from(held_on: date) -> date:
    """Return the day that a decision is proposed to be valid from: the day of the meeting."""
    return held_on
