"""Recording a step of the route."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ladder.form_fields import DayField, PlainTextField, set_choices
from meetings.models import RouteEntry, RouteStep

LONGEST_REMARKS = 4_000


class RouteForm(forms.Form):
    """What happened at a step, and when. `adopted`: whether the meeting has an outcome to agree with already."""

    step = forms.TypedChoiceField(label=gettext_lazy("Step"), coerce=int)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), widget=forms.RadioSelect)
    held_on = DayField(
        label=gettext_lazy("Date"), help_text=gettext_lazy("When the step discusses or discussed it.")
    )
    remarks = PlainTextField(label=gettext_lazy("Remarks"), required=False, max_length=LONGEST_REMARKS)

    def __init__(self, *args: Any, steps: Iterable[RouteStep], adopted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = {step.pk: step for step in steps if step.is_active}
        set_choices(self, "step", [(pk, step.name) for pk, step in self.steps.items()])
        outcomes = [(value, str(label)) for value, label in RouteEntry.Outcome.choices]
        set_choices(self, "outcome", outcomes if adopted else outcomes[:1])
        self.fields["remarks"].widget.attrs.update(rows=3)

    def clean_step(self) -> RouteStep:
        """Return the step itself."""
        return self.steps[self.cleaned_data["step"]]
