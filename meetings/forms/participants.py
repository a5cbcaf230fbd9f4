"""Seats at the table."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.form_fields import set_choices
from ladder.plain_text import refuse_control_characters
from meetings.actions.participants import Attendance
from meetings.models import Participant

LONGEST_NAME = 100
LISTS = ("seats", "present", "voting")


class ParticipantForm(forms.Form):
    """A new seat: by function and organisation, with the account behind it where there is one."""

    function = forms.CharField(
        label=gettext_lazy("Function"),
        max_length=LONGEST_NAME,
        validators=[refuse_control_characters],
        help_text=gettext_lazy("Not a person's name."),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=LONGEST_NAME,
        required=False,
        validators=[refuse_control_characters],
    )
    account = forms.ModelChoiceField(
        label=gettext_lazy("Account"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    has_vote = forms.BooleanField(label=gettext_lazy("Has a vote"), required=False, initial=True)
    is_present = forms.BooleanField(label=gettext_lazy("Present"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = User.objects.filter(is_active=True).order_by("username")
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]  # a model choice


class AttendanceForm(forms.Form):
    """Who is present and who has a vote. `seats` are those that stood on the page; others are not touched."""

    seats = forms.TypedMultipleChoiceField(coerce=int, required=False)
    present = forms.TypedMultipleChoiceField(coerce=int, required=False)
    voting = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, participants: Iterable[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(seat.pk, str(seat)) for seat in participants]
        for name in LISTS:
            set_choices(self, name, known)
            self.fields[name].error_messages["invalid_choice"] = _(
                "The list has changed in the meantime. Look at it again."
            )

    def attendance(self) -> dict[int, Attendance]:
        """Return what is ticked, by id of the seat; the form must be valid."""
        present, voting = self.cleaned_data["present"], self.cleaned_data["voting"]
        return {pk: Attendance(pk in present, pk in voting) for pk in self.cleaned_data["seats"]}
