"""Opening the pages of a round, and sending a reaction from them."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.models import ReactionRound
from tests.integration.measures.reaction_records import entry_row

DAY = timedelta(days=1)
HTMX = {"HTTP_HX_REQUEST": "true"}


def closed(round_: ReactionRound) -> ReactionRound:
    """Let the round have closed yesterday."""
    ReactionRound.objects.filter(pk=round_.pk).update(closes_on=timezone.localdate() - DAY)
    return ReactionRound.objects.get(pk=round_.pk)


def as_(user: User) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(user)
    return client


def page_of(user: User, name: str, *args: object, **query: str) -> str:
    answer = as_(user).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(user: User, round_: ReactionRound, text: str = "Goed.", suggestion: str | None = None, **headers: str):
    row = entry_row(round_)
    typed = {
        f"{row.key}-text": text,
        f"{row.key}-suggestion": row.description if suggestion is None else suggestion,
    }
    return as_(user).post(reverse("reaction-add", args=[round_.pk, row.key]), typed, **headers)
