"""The mails that went out before meetings, to look at."""

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ladder.read_only_admin import ReadOnlyAdmin
from meetings.models import Digest


@admin.register(Digest)
class DigestAdmin(ReadOnlyAdmin[Digest]):
    """Digests, and how many of their mails went out."""

    list_display = ["meeting", "subject", "made_at", "sent"]
    list_select_related = ["meeting"]
    list_filter = ["meeting__ladder"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Digest]:
        sent = Count("deliveries", filter=Q(deliveries__sent_at__isnull=False))
        return super().get_queryset(request).annotate(number_sent=sent, number=Count("deliveries"))

    @admin.display(description=_("mails sent"))
    def sent(self, digest: Digest) -> str:
        """How many of how many mails went out: `24 / 25`."""
        return f"{vars(digest)['number_sent']} / {vars(digest)['number']}"
