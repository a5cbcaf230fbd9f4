"""The kinds of reason that can be chosen for a decision."""

from django.db.models import Q, QuerySet

from meetings.models import AgendaItem, Decision, DeviationReason


def deviations_to_choose(item: AgendaItem) -> QuerySet[DeviationReason]:
    """Return the kinds that can be chosen, and those that the region has in this meeting already."""
    present = Decision.objects.filter(item=item).values("deviation")
    return DeviationReason.objects.filter(Q(is_active=True) | Q(pk__in=present))
