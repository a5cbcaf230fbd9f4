"""The lists: their names, and making a new one out of another."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.audited_admin import AuditedAdmin
from ladder.refusals import refuse_in_form
from measures.actions.cloning import clone_catalogue
from measures.errors import MeasureError
from measures.models import Catalogue


class CloneForm(forms.Form):
    """Code, name and owner of the new list."""

    code = forms.SlugField(
        label=gettext_lazy("code"),
        max_length=50,
        help_text=gettext_lazy("Such as youth-care. It stands in addresses and files, and stays."),
    )
    name = forms.CharField(label=gettext_lazy("name"), max_length=100)
    owner = forms.CharField(
        label=gettext_lazy("owner"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("A directorate or function, not a person's name."),
    )


@admin.register(Catalogue)
class CatalogueAdmin(AuditedAdmin[Catalogue]):
    """Lists, with what can be done with each."""

    list_display = ["name", "code", "owner", "entries", "last_version", "files", "clone_link", "order"]
    search_fields = ["name", "code", "owner"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Catalogue]:
        """Count the entries and versions of all lists at once."""
        counts = {"number_of_entries": Count("measures", distinct=True), "last_number": Max("versions__number")}
        return super().get_queryset(request).annotate(**counts)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Fix the code of a stored list: addresses, files and versions name it."""
        return ["code"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """Make the code of a new list out of its name."""
        return {} if obj else {"code": ["name"]}

    @admin.display(description=gettext_lazy("entries in the draft"))
    def entries(self, catalogue: Any) -> str:
        url = f"{reverse('admin:measures_measure_changelist')}?catalogue__id__exact={catalogue.pk}"
        return format_html('<a href="{}">{}</a>', url, catalogue.number_of_entries)

    @admin.display(description=gettext_lazy("last version"))
    def last_version(self, catalogue: Any) -> str:
        return str(catalogue.last_number or "–")

    @admin.display(description=gettext_lazy("file"))
    def files(self, catalogue: Catalogue) -> str:
        url = reverse("catalogue-import", args=[catalogue.code])
        return format_html('<a href="{}">{}</a>', url, _("export and read in"))

    @admin.display(description=gettext_lazy("copy"))
    def clone_link(self, catalogue: Catalogue) -> str:
        url = reverse("admin:measures_catalogue_clone", args=[catalogue.pk])
        return format_html('<a href="{}">{}</a>', url, _("new list from this one"))

    def get_urls(self) -> list[URLPattern]:
        """Add making a list out of another one."""
        view = self.admin_site.admin_view(self.clone)
        return [path("<int:pk>/clone/", view, name="measures_catalogue_clone"), *super().get_urls()]

    def clone(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a name, and make the new list."""
        source = get_object_or_404(Catalogue, pk=pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = CloneForm(request.POST or None, initial={"owner": source.owner})
        made = _cloned(request, source, form) if form.is_valid() else None
        if made:
            messages.success(request, _("The list has been made. Its entries are proposals again."))
            return redirect("admin:measures_catalogue_change", made.pk)
        context = {**self.admin_site.each_context(request), "form": form, "source": source, "opts": self.opts}
        context["title"] = _("New list from this one")
        return TemplateResponse(request, "admin/measures/catalogue/clone_form.html", context)


def _cloned(request: HttpRequest, source: Catalogue, form: CloneForm) -> Catalogue | None:
    """Make the list; None when it is refused, which the form then says."""
    named = {name: form.cleaned_data[name] for name in ("code", "name", "owner")}
    try:
        return clone_catalogue(catalogue=source, by=cast(User, request.user), now=timezone.now(), **named)
    except MeasureError as error:
        refuse_in_form(form, error)
        return None
