"""Verifying a document against the adopted minutes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID
from meetings.access import get_meeting_for, member_of
from meetings.errata import adopted_errata_of
from meetings.forms.verification import HashForm, VerificationForm
from meetings.verification.verdict import Verdict
from meetings.verification.verifying import verify_document, verify_sha256


@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """Where a document or a SHA-256 is verified; `?sha256=` is looked up at once."""
    member_of(request)
    if "sha256" not in request.GET:
        return _page(request, VerificationForm(), HashForm())
    form = HashForm(request.GET)
    if not form.is_valid():
        return _page(request, VerificationForm(), form, status=INVALID)
    return _page(request, VerificationForm(), form, verify_sha256(form.cleaned_data["sha256"]))


@require_POST
def verification_document(request: HttpRequest) -> HttpResponse:
    """Compare a document with the minutes that it names. Nothing of it is kept."""
    member_of(request)
    form = VerificationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, HashForm(), status=INVALID)
    document = form.cleaned_data["document"]
    return _page(request, VerificationForm(), HashForm(), verify_document(document.read()), name=document.name)


def _page(
    request: HttpRequest,
    form: VerificationForm,
    hash_form: HashForm,
    verdict: Verdict | None = None,
    *,
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    meeting = verdict.minutes.meeting if verdict and verdict.minutes else None
    context = {
        "form": form,
        "hash_form": hash_form,
        "verdict": verdict,
        "file_name": name,
        "meeting": meeting,
        "errata": adopted_errata_of(meeting) if meeting else [],
    }
    return render(request, "meetings/verification.html", context, status=status)


@require_safe
def minutes_download(request: HttpRequest, week: str) -> HttpResponse:
    """Download the adopted minutes themselves: exactly the characters of which the SHA-256 is kept."""
    meeting = get_meeting_for(request, week=week)
    if not meeting.is_adopted:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="notulen-{meeting.key}.json"'}
    return HttpResponse(meeting.minutes.content.encode(), content_type="application/json", headers=headers)
