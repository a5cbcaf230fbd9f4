"""Choosing two versions, and publishing the next one."""

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder import formats
from ladder.form_fields import PlainTextField, set_choices
from measures.version_pages import KnownVersion, TwoVersions

LONGEST_MOTIVATION = 4_000
MOST_DIGITS = 6


class TwoVersionsForm(forms.Form):
    """From which version to which."""

    van = forms.ChoiceField(label=gettext_lazy("From"))
    tot = forms.ChoiceField(label=gettext_lazy("To"))

    def __init__(self, *, two: TwoVersions) -> None:
        super().__init__(initial={"van": two.before.number, "tot": two.after.number})
        choices = [(version.number, _name(version)) for version in reversed(two.known)]
        set_choices(self, "van", [*choices, (0, _("the empty list"))])
        set_choices(self, "tot", choices)


class PublishForm(forms.Form):
    """Why a version is published; `seen` is the draft that the editor looked at."""

    motivation = PlainTextField(
        label=gettext_lazy("Motivation"),
        max_length=LONGEST_MOTIVATION,
        help_text=gettext_lazy("Why this version, and on whose advice? Everybody who reads the list can read it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)


def numbers_asked(query: QueryDict) -> tuple[int, int] | None:
    """Return the numbers in `?van=` and `?tot=`, None without them; `Http404` for what is no number."""
    found = query.get("van", ""), query.get("tot", "")
    if not any(found):
        return None
    if not all(text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS for text in found):
        raise Http404
    return int(found[0]), int(found[1])


def _name(version: KnownVersion) -> str:
    name = _("version %(number)s") % {"number": version.number}
    return f"{name} · {formats.moment(version.published_at)}" if version.published_at else name
