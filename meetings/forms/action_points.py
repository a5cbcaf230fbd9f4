"""Adding, changing and choosing actions."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ladder.form_fields import DayField, PlainTextField, set_choices
from meetings.action_list import EVERY_STATE, ActionFilter
from meetings.actions.action_points import Agreement
from meetings.models import ActionPoint, Theme
from regions.models import Area

LONGEST_TEXT = 4_000
State = ActionPoint.State
FIELDS = ("theme", "title", "text", "owner", "due_on", "area")


class AgreementForm(forms.Form):
    """What an action says."""

    theme = forms.ModelChoiceField(Theme.objects.none(), label=gettext_lazy("Theme"), empty_label=None)
    title = forms.CharField(label=gettext_lazy("Action"), max_length=200)
    owner = forms.CharField(
        label=gettext_lazy("Owner"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("A function or directorate, not a person's name."),
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
    )
    due_on = DayField(label=gettext_lazy("Due on"), required=False)
    area = forms.ModelChoiceField(
        Area.objects.safety_regions().order_by("name"),
        label=gettext_lazy("Region"),
        required=False,
        empty_label="–",
    )
    text = PlainTextField(label=gettext_lazy("Explanation"), required=False, max_length=LONGEST_TEXT)

    def __init__(self, *args: Any, of: ActionPoint | None = None, **kwargs: Any) -> None:
        """`of` is the action that is changed: its theme can be chosen, also when it is not in use any more."""
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Theme.objects.filter(Q(is_active=True) | Q(pk=of.theme_id if of else None))
        self.fields["text"].widget.attrs.update(rows=3)

    @property
    def agreement(self) -> Agreement:
        """What was filled in; the form must be valid."""
        return Agreement(**{name: self.cleaned_data[name] for name in FIELDS})


class AddActionForm(AgreementForm):
    """A new action: to be done, or kept for later."""

    is_for_later = forms.BooleanField(
        label=gettext_lazy("Keep for later (voorraadagenda)"),
        required=False,
        help_text=gettext_lazy("An owner and a date can then be left open."),
    )

    @property
    def state(self) -> str:
        return State.LATER if self.cleaned_data["is_for_later"] else State.OPEN


class ChangeActionForm(AgreementForm):
    """An action as it stands, and the moment of its last change that the writer saw."""

    seen_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)


class TakeUpForm(forms.Form):
    """Who does it after all, and when; empty: as it was."""

    owner = AgreementForm.base_fields["owner"]
    due_on = AgreementForm.base_fields["due_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands beside the form of the action itself, which has the same fields.
        super().__init__(*args, **{"auto_id": "take-up-%s", **kwargs})


class ActionFilterForm(forms.Form):
    """Which part of the list: the query string of the page."""

    thema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    trekker = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    status = forms.ChoiceField(label=pgettext_lazy("action", "State"), required=False)

    def __init__(self, *args: Any, themes: list[Theme], owners: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("all"))
        set_choices(self, "thema", [every, *((theme.code, theme.name) for theme in themes)])
        set_choices(self, "trekker", [every, *((owner, owner) for owner in owners)])
        others = [(state.value, str(state.label)) for state in State if state != State.OPEN]
        set_choices(self, "status", [("", _("open and kept for later")), *others, (EVERY_STATE, _("all"))])

    @property
    def chosen(self) -> ActionFilter:
        """What is asked for; what does not exist is not asked for."""
        self.is_valid()
        found = self.cleaned_data
        return ActionFilter(
            theme=found.get("thema", ""), owner=found.get("trekker", ""), state=found.get("status") or State.OPEN
        )


def change_form(action: ActionPoint) -> ChangeActionForm:
    """Return the form to change an action from what it says now."""
    initial = {name: getattr(action, name) for name in FIELDS} | {"seen_at": action.changed_at.isoformat()}
    return ChangeActionForm(initial=initial, of=action)
