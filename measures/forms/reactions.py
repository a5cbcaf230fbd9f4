"""Sending a draft round, reacting to it, and answering."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy, ngettext

from ladder.form_fields import DayField, PlainTextField, set_choices
from measures.entries import Entry
from measures.group_names import name_of_group
from measures.models import Catalogue, ReactionAnswer, ReactionRound
from measures.reactions.asking import AskableGroup

LONGEST_TEXT = 4_000
LONGEST_SUGGESTION = 10_000
USUAL_DAYS = timedelta(days=7)


class RoundForm(forms.Form):
    """Which draft goes to whom, with which question, and until when."""

    catalogue = forms.ModelChoiceField(
        Catalogue.objects.all(), to_field_name="code", label=gettext_lazy("Catalogue"), empty_label=None
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked"), widget=forms.CheckboxSelectMultiple, required=True
    )
    question = PlainTextField(
        label=gettext_lazy("What is asked"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Stands at the top of the draft: what to look at, and what happens with it."),
    )
    closes_on = DayField(
        label=gettext_lazy("Reactions until and including"),
        help_text=gettext_lazy("The round closes by itself at the end of this day."),
    )

    def __init__(self, *args: Any, groups: Sequence[AskableGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups_by_id: dict[str, Group] = {str(one.group.pk): one.group for one in groups}
        set_choices(self, "groups", [(str(one.group.pk), _with_number(one)) for one in groups])
        self.fields["question"].widget.attrs.update(rows=4)

    def clean_groups(self) -> list[Group]:
        """Return the groups themselves."""
        return [self.groups_by_id[pk] for pk in self.cleaned_data["groups"]]


def _with_number(one: AskableGroup) -> str:
    number = ngettext("%(number)d account", "%(number)d accounts", one.members) % {"number": one.members}
    return f"{name_of_group(one.group.name)} ({number})"


def round_form(*, groups: Sequence[AskableGroup], catalogue: str, today: date) -> RoundForm:
    """Return the form at first: a week from today."""
    initial = {"catalogue": catalogue, "closes_on": today + USUAL_DAYS}
    return RoundForm(initial=initial, groups=groups)


class ClosingDayForm(forms.Form):
    """Another day on which a round closes."""

    closes_on = DayField(label=gettext_lazy("Reactions until and including"))


def closing_day_form(round_: ReactionRound) -> ClosingDayForm:
    """Return the form with the day as it stands."""
    return ClosingDayForm(initial={"closes_on": round_.closes_on})


class ReactionForm(forms.Form):
    """A reaction to an entry, or to the whole draft: that has no text to change."""

    text = PlainTextField(label=gettext_lazy("Your reaction"), required=False, max_length=LONGEST_TEXT)
    suggestion = PlainTextField(
        label=gettext_lazy("Your text for this entry"),
        required=False,
        max_length=LONGEST_SUGGESTION,
        help_text=gettext_lazy("Change the text as you would have it. Left as it is, it is no suggestion."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, entry: Entry | None) -> None:
        initial = {"suggestion": entry.description} if entry else {}
        super().__init__(data, prefix=entry.key if entry else "whole", initial=initial)
        self.fields["text"].widget.attrs.update(rows=3)
        self.fields["suggestion"].widget.attrs.update(rows=5)
        if entry is None:
            del self.fields["suggestion"]

    @property
    def suggests(self) -> bool:
        """Whether another text stands in the form: then it is shown opened."""
        if not self.is_bound or "suggestion" not in self.fields:
            return False
        return "suggestion" in self.errors or "suggestion" in self.changed_data


class AnswerForm(forms.Form):
    """What the editor does with a reaction, and why; at first the answer as it stands."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=ReactionAnswer.Verdict.choices, widget=forms.RadioSelect
    )
    why = PlainTextField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Required unless adopted. Whoever reacted reads it after the round."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, reaction: int, answer: ReactionAnswer | None = None
    ) -> None:
        initial = {"verdict": answer.verdict, "why": answer.why} if answer else {}
        super().__init__(data, prefix=f"answer-{reaction}", initial=initial)
        self.fields["why"].widget.attrs.update(rows=2)
