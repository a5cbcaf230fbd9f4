"""Changing several measures at once, from the list of measures in the admin."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ladder.refusals import refuse_in_form
from measures.actions.measures import Changes, change_measures
from measures.errors import MeasureError
from measures.exchange.texts import plain
from measures.level_choices import level_choices
from measures.models import Catalogue, Measure, MeasureTheme

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

STAYS = gettext_lazy("stays as it is")


class ChangeForm(forms.Form):
    """What becomes of all that were chosen; what is left empty stays as it is."""

    status = forms.ChoiceField(
        label=gettext_lazy("status"), required=False, choices=[("", STAYS), *Measure.Status.choices]
    )
    withdrawn_because = forms.CharField(
        label=gettext_lazy("withdrawn because"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    theme = forms.ModelChoiceField(
        MeasureTheme.objects.all(), label=gettext_lazy("theme"), required=False, empty_label=STAYS
    )
    catalogue = forms.ModelChoiceField(
        Catalogue.objects.all(), label=gettext_lazy("move to the list"), required=False, empty_label=STAYS
    )
    add_levels = forms.TypedMultipleChoiceField(
        label=gettext_lazy("add levels"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    remove_levels = forms.TypedMultipleChoiceField(
        label=gettext_lazy("remove levels"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = level_choices()
        for name in ("add_levels", "remove_levels"):
            cast(forms.ChoiceField, self.fields[name]).choices = choices

    def changes(self) -> Changes:
        """Return what was filled in."""
        found = self.cleaned_data
        return Changes(
            status=found["status"],
            withdrawn_because=plain(found["withdrawn_because"]),
            theme=found["theme"],
            catalogue=found["catalogue"],
            add_levels=tuple(found["add_levels"]),
            remove_levels=tuple(found["remove_levels"]),
        )


def change_together(
    model_admin: "ModelAdmin[Measure]", request: HttpRequest, measures: QuerySet[Measure]
) -> HttpResponse | None:
    """Ask what has to change in the chosen measures, and change it (an action of the admin)."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    asked = "apply" in request.POST
    form = ChangeForm(request.POST if asked else None)
    if asked and form.is_valid() and _changed(request, measures, form):
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Change the chosen measures"),
        "opts": model_admin.opts,
        "form": form,
        "measures": measures.select_related("catalogue"),
        "checkbox": ACTION_CHECKBOX_NAME,
        "select_across": request.POST.get("select_across", "0"),
    }
    return TemplateResponse(request, "admin/measures/measure/change_together.html", context)


def _changed(request: HttpRequest, measures: QuerySet[Measure], form: ChangeForm) -> bool:
    """Change them and say how many; False when it is refused, which the form then says."""
    try:
        number = change_measures(
            measures=measures, changes=form.changes(), by=cast(User, request.user), now=timezone.now()
        )
    except MeasureError as error:
        refuse_in_form(form, error)
        return False
    told = ngettext("%(number)s measure has been changed.", "%(number)s measures have been changed.", number)
    messages.success(request, told % {"number": number})
    return True
