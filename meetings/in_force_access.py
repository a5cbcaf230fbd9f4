"""For which areas somebody enters which measures are in force."""

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from measures.access import ENTER_MEASURES
from measures.models import MeasureInForce
from meetings.access import member_of
from meetings.models import AreaMembership
from meetings.roles import WRITE_INTERPRETATION
from regions.models import Area

LEVELS_OF_AREAS = (Area.Kind.COUNTRY, Area.Kind.SAFETY_REGION)


def areas_with_measures() -> list[Area]:
    """Return the country and after it the safety regions by name, in one query."""
    areas = Area.objects.filter(kind__in=LEVELS_OF_AREAS).order_by("kind", "name")
    return list(areas)


def may_enter_all(user: User) -> bool:
    """Whether an account enters measures of all regions, and national ones: who prepares the meeting."""
    return user.has_perm(ENTER_MEASURES) and user.has_perm(WRITE_INTERPRETATION)


def enterable_codes(user: User, areas: list[Area], *, day: date) -> set[str]:
    """Return the codes of the areas for which an account enters measures on a day; a region contact those for
    which he or she speaks.
    """
    if may_enter_all(user):
        return {area.code for area in areas}
    if not user.has_perm(ENTER_MEASURES):
        return set()
    own = AreaMembership.objects.of(user).on(day).values_list("area__code", flat=True)
    return set(own) & {area.code for area in areas}


def enterer_of(request: HttpRequest, areas: list[Area], *, day: date) -> set[str]:
    """Return the codes of the areas for which whoever asks enters measures; `PermissionDenied` when for none."""
    codes = enterable_codes(member_of(request, ENTER_MEASURES), areas, day=day)
    if not codes:
        raise PermissionDenied
    return codes


def get_in_force_for(request: HttpRequest, pk: int) -> MeasureInForce:
    """Return one measure in force for somebody who is signed in."""
    member_of(request)
    row = with_all(MeasureInForce.objects.filter(pk=pk)).first()
    if row is None:
        raise Http404
    return row


def get_own_in_force_for(request: HttpRequest, pk: int, *, day: date) -> MeasureInForce:
    """Return one measure in force for somebody who enters measures of its area; `PermissionDenied` for others."""
    row = get_in_force_for(request, pk)
    if row.area.code not in enterer_of(request, [row.area], day=day):
        raise PermissionDenied
    return row


def with_all(rows: QuerySet[MeasureInForce]) -> QuerySet[MeasureInForce]:
    """Fetch rows with all that is shown of them."""
    return rows.select_related("measure__catalogue", "measure__theme", "area", "entered_by")
