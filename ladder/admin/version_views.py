"""Copying, adopting and withdrawing a ladder version in the admin, and the review on its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ladder import formats
from ladder.actions import VersionRefusedError, adopt_version, copy_version, withdraw_version
from ladder.models import LadderVersion
from ladder.version_checks import Problem, check_version
from ladder.version_comparison import Difference, compare_versions

if TYPE_CHECKING:
    VersionAdmin = ModelAdmin[LadderVersion]


@dataclass(frozen=True)
class Review:
    """What an administrator sees of a version before deciding on it."""

    version: LadderVersion
    problems: list[Problem]
    against: LadderVersion | None
    differences: list[Difference]
    may_copy: bool
    may_adopt: bool
    may_withdraw: bool


class CopyForm(forms.Form):
    """Code and date of a draft that is made from another version."""

    code = forms.SlugField(
        label=gettext_lazy("code"), max_length=50, help_text=gettext_lazy("Such as 2020-10. Names the version.")
    )
    valid_from = forms.DateField(
        label=gettext_lazy("valid from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Weeks of which the Sunday is on or after this date are judged by it."),
    )

    def __init__(self, *args: Any, source: LadderVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if LadderVersion.objects.filter(ladder=self.source.ladder_id, code=code).exists():
            raise forms.ValidationError(_("This ladder has a version with this code already."))
        return code


def review(model_admin: "VersionAdmin", request: HttpRequest, object_id: str) -> Review | None:
    """Return the review of a version; None when there is no such version."""
    versions = LadderVersion.objects.with_levels_and_bounds()
    version = versions.filter(pk=object_id).first() if object_id.isdecimal() else None
    if version is None:
        return None
    others = versions.filter(ladder=version.ladder_id).exclude(pk=version.pk)
    against = others.in_force(version.valid_from).first()
    may_change = request.user.has_perm("ladder.change_ladderversion")
    return Review(
        version=version,
        problems=check_version(version) if version.is_draft else [],
        against=against,
        differences=compare_versions(against, version) if against else [],
        may_copy=model_admin.has_add_permission(request),
        may_adopt=may_change and version.is_draft,
        may_withdraw=may_change and _can_be_withdrawn(version),
    )


def copy(request: HttpRequest, pk: int, model_admin: "VersionAdmin") -> HttpResponse:
    """Ask for code and date, and make a draft from a version."""
    source = get_object_or_404(LadderVersion.objects.select_related("ladder"), pk=pk)
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = CopyForm(request.POST or None, source=source)
    if form.is_valid():
        draft = copy_version(version=source, by=cast(User, request.user), now=timezone.now(), **form.cleaned_data)
        model_admin.log_addition(request, draft, _("Made from version %(code)s.") % {"code": source.code})
        messages.success(request, _("The draft has been made. Nothing is judged by it until it is adopted."))
        return to_version(draft)
    context = {**model_admin.admin_site.each_context(request), "form": form, "source": source}
    context |= {"opts": model_admin.opts, "title": _("New draft from this version")}
    return TemplateResponse(request, "admin/ladder/ladderversion/copy_form.html", context)


@require_POST
def adopt(request: HttpRequest, pk: int, model_admin: "VersionAdmin") -> HttpResponse:
    """Adopt a draft, or say what is not in order."""
    done = _("Version %(code)s has been adopted. The weeks from %(day)s are being computed by it.")
    return _decide(request, pk, model_admin, adopt_version, done)


@require_POST
def withdraw(request: HttpRequest, pk: int, model_admin: "VersionAdmin") -> HttpResponse:
    """Withdraw an adopted version by which nothing was judged, or say why it cannot be."""
    return _decide(request, pk, model_admin, withdraw_version, _("Version %(code)s has been withdrawn."))


def to_version(version: LadderVersion) -> HttpResponseRedirect:
    """Go to the page of a version."""
    return redirect("admin:ladder_ladderversion_change", version.pk)


def _decide(
    request: HttpRequest,
    pk: int,
    model_admin: "VersionAdmin",
    action: Callable[..., LadderVersion],
    done: str,
) -> HttpResponse:
    if not request.user.has_perm("ladder.change_ladderversion"):
        raise PermissionDenied
    version = get_object_or_404(LadderVersion, pk=pk)
    told = {"code": version.code, "day": formats.day(version.valid_from)}
    try:
        decided = action(version=version, by=cast(User, request.user), now=timezone.now())
    except VersionRefusedError as refusal:
        for problem in refusal.problems:
            messages.error(request, problem.message)
    else:
        model_admin.log_change(request, decided, done % told)
        messages.success(request, done % told)
    return to_version(version)


def _can_be_withdrawn(version: LadderVersion) -> bool:
    return version.status == LadderVersion.Status.ADOPTED and not version.assessments.exists()
