"""The mail before a meeting: see it first, then close the agenda and have it sent."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from meetings.access import get_meeting_for, member_of
from meetings.actions.digests import close_agenda
from meetings.addressees import addressees_of, numbers_of
from meetings.agenda import is_closed
from meetings.digest import DigestMail, digest_mail
from meetings.errors import MeetingError
from meetings.models import Digest, Meeting, MeetingSettings
from meetings.roles import SEND_DIGEST

# A mail brings its own style and nothing else; only our own preview may show it inside a page.
MAIL_POLICY = {
    "default-src": [NONE], "style-src": [UNSAFE_INLINE], "base-uri": [NONE], "form-action": [NONE],
    "frame-ancestors": [SELF],
}  # fmt: skip


@require_safe
def digest_preview(request: HttpRequest, week: str) -> HttpResponse:
    """The mail as it would go out now, or as it was sent, and how many people get it."""
    meeting = get_meeting_for(request, week=week)
    digest, now = _digest_of(meeting), timezone.now()
    people = [] if digest else addressees_of(meeting, now=now)
    context = {
        "meeting": meeting,
        "digest": digest,
        "mail": _mail(meeting, digest),
        "deadline_passed": is_closed(meeting, now=now),
        "may_send": request.user.has_perm(SEND_DIGEST),
        "sends_digest": MeetingSettings.of(meeting.ladder).sends_digest,
        "addressees": len(people),
        "numbers": numbers_of(people),
        "deliveries": digest.deliveries.select_related("user").order_by("sent_at", "pk") if digest else (),
        "waiting": digest.deliveries.filter(sent_at=None).count() if digest else 0,
    }
    return render(request, "meetings/digest_preview.html", context)


def _digest_of(meeting: Meeting) -> Digest | None:
    return Digest.objects.filter(meeting=meeting).first()


def _mail(meeting: Meeting, digest: Digest | None) -> DigestMail:
    """Return what was sent, or what would be sent now."""
    if digest is None:
        return digest_mail(meeting, now=timezone.now())
    return DigestMail(digest.subject, digest.text, digest.html)


@require_safe
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]  # its annotation knows views without arguments only
def digest_html(request: HttpRequest, week: str) -> HttpResponse:
    """The mail in its own form, for the preview."""
    meeting = get_meeting_for(request, week=week)
    return HttpResponse(_mail(meeting, _digest_of(meeting)).html)


@require_POST
def agenda_close(request: HttpRequest, week: str) -> HttpResponse:
    """Close the agenda and have the mail sent."""
    meeting = get_meeting_for(request, week=week, right=SEND_DIGEST)
    try:
        digest = close_agenda(meeting=meeting, by=member_of(request), now=timezone.now())
    except MeetingError as error:
        messages.error(request, str(error))
        return redirect("digest-preview", meeting.key)
    said = _("The agenda is closed and the mail goes out.") if digest else _("The agenda is closed.")
    messages.success(request, said)
    return redirect("digest-preview", meeting.key)
