"""What a region says in the region round."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.form_fields import PlainTextField, set_choices
from ladder.models import Level, Signal
from meetings.actions.responses import Said
from meetings.models import RegionResponse

LONGEST_TEXT = 4_000


class ResponseForm(forms.Form):
    """Are the figures right, what surrounds them, and which level would the region choose."""

    view = forms.ChoiceField(
        label=gettext_lazy("Are the figures right?"),
        choices=RegionResponse.View.choices,
        widget=forms.RadioSelect,
    )
    error_signal = forms.ChoiceField(label=gettext_lazy("Which signal is wrong"), required=False)
    error_text = PlainTextField(
        label=gettext_lazy("What is wrong"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy(
            "Required when there is an error: which days, which municipality, what it should be."
        ),
    )
    context = PlainTextField(
        label=gettext_lazy("What the meeting should know"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy(
            "For example a cluster, pressure on care, or a measure just taken. Goes into the note word for word;"
            " no names of persons."
        ),
    )
    proposed_level = forms.ChoiceField(
        label=gettext_lazy("Level that you propose"), required=False, widget=forms.RadioSelect
    )
    proposal_reason = PlainTextField(
        label=gettext_lazy("Reason for your proposal"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Required when you propose a level."),
    )

    def __init__(
        self,
        *args: Any,
        levels: Iterable[Level],
        signals: Iterable[Signal],
        computed: Level | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.levels = {str(level.pk): level for level in levels}
        self.signals = {str(signal.pk): signal for signal in signals}
        names = [(key, capfirst(signal.label)) for key, signal in self.signals.items()]
        set_choices(self, "error_signal", [("", _("not about one signal")), *names])
        set_choices(self, "proposed_level", [("", _("no proposal")), *self._level_choices(computed)])
        # Lets the style sheet see that nothing was typed here, and hide the field while the figures are right.
        self.fields["error_text"].widget.attrs.update(placeholder=" ")
        for name, rows in {"error_text": 3, "context": 5, "proposal_reason": 3}.items():
            self.fields[name].widget.attrs.update(rows=rows)

    def _level_choices(self, computed: Level | None) -> list[tuple[str, str]]:
        return [
            (key, _("%(level)s (computed)") % {"level": level} if level == computed else str(level))
            for key, level in self.levels.items()
        ]

    def said(self) -> Said:
        """Return what the region says; the form is valid. Without an error there is no signal that has one."""
        typed = self.cleaned_data
        reports_error = typed["view"] == RegionResponse.View.REPORTS_ERROR
        return Said(
            view=typed["view"],
            error_signal=self.signals.get(typed["error_signal"]) if reports_error else None,
            error_text=typed["error_text"],
            context=typed["context"],
            proposed_level=self.levels.get(typed["proposed_level"]),
            proposal_reason=typed["proposal_reason"],
        )


def initial_of(response: RegionResponse | None) -> dict[str, Any]:
    """Return what stands in the form at first: what the region said last."""
    if response is None:
        return {"error_signal": "", "proposed_level": ""}
    return {
        "view": response.view,
        "error_signal": str(response.error_signal_id or ""),
        "error_text": response.error_text,
        "context": response.context,
        "proposed_level": str(response.proposed_level_id or ""),
        "proposal_reason": response.proposal_reason,
    }
