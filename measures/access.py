"""Loading a catalogue or a measure for somebody: 404 to strangers, 403 without the right."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from measures.models import Catalogue, ReactionRound

PUBLISH_CATALOGUE = "measures.publish_catalogue"
REACT_TO_CATALOGUE = "measures.react_to_catalogue"
ENTER_MEASURES = "measures.enter_measures"
EDIT_CATALOGUE = "measures.change_measure"


def member_of(request: HttpRequest, right: str | None = None) -> User:
    """Return who asks; `Http404` for someone who is not signed in, `PermissionDenied` without the right."""
    if not isinstance(request.user, User) or not request.user.is_active:
        raise Http404
    if right and not request.user.has_perm(right):
        raise PermissionDenied
    return request.user


def get_catalogue_for(request: HttpRequest, *, code: str, right: str) -> Catalogue:
    """Return a catalogue by its code, for somebody with a right to it."""
    member_of(request, right)
    return get_object_or_404(Catalogue, code=code)


def get_round_for(request: HttpRequest, *, pk: int, right: str | None = None) -> ReactionRound:
    """Return a round of reactions, with its groups, for whoever is asked and for editors; or who has `right`."""
    member = member_of(request, right)
    rounds = ReactionRound.objects.select_related("catalogue", "opened_by").prefetch_related("groups")
    round_ = get_object_or_404(rounds, pk=pk)
    if right or member.has_perm(PUBLISH_CATALOGUE):
        return round_
    asked = {group.pk for group in round_.groups.all()}
    if not (member.has_perm(REACT_TO_CATALOGUE) and member.groups.filter(pk__in=asked).exists()):
        raise PermissionDenied
    return round_
