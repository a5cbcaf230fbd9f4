"""Who speaks for which area, from when until when."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.audited_admin import AuditedAdmin
from meetings.models import AreaMembership
from meetings.region_round import BACKEND
from meetings.roles import ANSWER_FOR_REGION


class HoldsNow(admin.SimpleListFilter):
    """Whether a membership holds today."""

    title = _("holds today")
    parameter_name = "today"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("yes")), ("no", _("no"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[AreaMembership]
    ) -> QuerySet[AreaMembership] | None:
        holding = AreaMembership.objects.on(timezone.localdate()).values("pk")
        if self.value() == "yes":
            return queryset.filter(pk__in=holding)
        return queryset.exclude(pk__in=holding) if self.value() == "no" else queryset


@admin.register(AreaMembership)
class AreaMembershipAdmin(AuditedAdmin[AreaMembership]):
    """Memberships of areas. Whoever stops gets a last day; removing is for mistakes."""

    audit_verbs = ("membership.added", "membership.changed", "membership.removed")
    list_display = ["area", "user", "since", "until", "holds_now", "may_answer"]
    list_filter = [HoldsNow, ("area", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["area", "user"]
    search_fields = ["user__username", "area__name", "area__code"]
    autocomplete_fields = ["user", "area"]
    ordering = ["area__code", "-since"]

    @admin.display(description=_("holds today"), boolean=True)
    def holds_now(self, membership: AreaMembership) -> bool:
        """Whether it holds today."""
        today = timezone.localdate()
        return membership.since <= today and (membership.until is None or today <= membership.until)

    @admin.display(description=_("has the role"), boolean=True)
    def may_answer(self, membership: AreaMembership) -> bool:
        """Whether the account has a role that answers for regions, without which a membership has no effect."""
        return bool(membership.answers)  # type: ignore[attr-defined]  # annotated

    def get_queryset(self, request: HttpRequest) -> QuerySet[AreaMembership]:
        answering = User.objects.with_perm(ANSWER_FOR_REGION, backend=BACKEND, include_superusers=False)
        return super().get_queryset(request).annotate(answers=Exists(answering.filter(pk=OuterRef("user"))))

    def audit_facts(self, obj: AreaMembership) -> dict[str, Any]:
        return {
            "account": obj.user.get_username(),
            "area": obj.area.code,
            "since": obj.since.isoformat(),
            "until": obj.until.isoformat() if obj.until else None,
        }

    def audit_label(self, obj: AreaMembership) -> str:
        return f"{obj.user.get_username()}, {obj.area}"

    def save_model(self, request: HttpRequest, obj: AreaMembership, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not obj.user.has_perm(ANSWER_FOR_REGION):
            messages.warning(
                request,
                gettext("%(account)s has no role that answers for regions yet: give the account the role.")
                % {"account": obj.user.get_username()},
            )
