"""Saving the duiding from a page, hearing what others saved, and the page of its versions."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.actions import save_interpretation
from meetings.models import AgendaItem, Interpretation, Meeting
from tests.integration.meetings.records import adopted, item_of, small_meeting

pytestmark = pytest.mark.django_db
PLACE = ["2020-W39", "VR15"]
HTMX = {"HTTP_HX_REQUEST": "true"}
SAVE, STATE, VERSIONS, RESTORE = (f"interpretation-{name}" for name in ("save", "state", "versions", "restore"))
START = datetime(2020, 9, 30, 12, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def item(db: None) -> AgendaItem:
    return item_of(small_meeting(["VR15"]))


def written(item: AgendaItem, texts: list[str], by: User, *, minutes: int = 0) -> None:
    """Save texts on top of each other, ten seconds apart, from some minutes after the start."""
    first = item.interpretations.count()
    for number, text in enumerate(texts):
        now = START + timedelta(minutes=minutes, seconds=10 * number)
        save_interpretation(item=item, text=text, base_number=first + number, by=by, now=now)


def post(client: Client, by: User, text: str, base: int, **more: str) -> str:
    client.force_login(by)
    answer = client.post(reverse(SAVE, args=PLACE), {"text": text, "base_number": str(base), **more}, **HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def test_saving_tells_time_version_and_the_way_to_all_versions(
    client: Client, secretary: User, item: AgendaItem
) -> None:
    text = post(client, secretary, "een", 0)
    assert 'data-outcome="saved"' in text
    assert "Opgeslagen om 14:03, versie 1, door secretaris" in text
    assert "<template" not in text
    client.force_login(secretary)
    assert reverse(VERSIONS, args=PLACE) in client.get(reverse("item-detail", args=PLACE)).content.decode()


def test_a_merge_is_told_and_gives_the_text_for_the_box(
    client: Client, chair: User, secretary: User, item: AgendaItem
) -> None:
    written(item, ["Kop", "Kop\nvan de voorzitter"], chair)
    text = post(client, secretary, "Eerst <b>dit</b>\nKop", 1)
    assert 'data-outcome="merged"' in text
    assert "samen met wat voorzitter intussen schreef" in text
    assert "<template data-text>Eerst &lt;b&gt;dit&lt;/b&gt;\nKop\nvan de voorzitter</template>" in text
    assert f"{reverse(VERSIONS, args=PLACE)}?old=1&amp;new=3" in text
    assert 'name="base_number" value="3"' in text
    # Until the box holds the merged text, it goes on from what was sent.
    assert 'name="base_text" value="Eerst &lt;b&gt;dit&lt;/b&gt;\nKop"' in text
    went_on = post(client, secretary, "Eerst dit nog\nKop", 3, base_text="Eerst <b>dit</b>\nKop")
    # Nobody wrote since, but the box does not hold what was merged before.
    assert 'data-outcome="merged"' in went_on
    assert "<template data-text>Eerst dit nog\nKop\nvan de voorzitter</template>" in went_on
    assert item.interpretations.last().text == "Eerst dit nog\nKop\nvan de voorzitter"


def test_one_person_in_two_windows_gets_both_texts(client: Client, secretary: User, item: AgendaItem) -> None:
    written(item, ["Kop", "Kop\nuit het ene venster"], secretary)
    text = post(client, secretary, "Eerst\nKop", 1)
    assert 'data-outcome="merged"' in text
    assert "samen met wat er intussen is geschreven" in text
    assert "<template data-text>Eerst\nKop\nuit het ene venster</template>" in text


def test_without_htmx_a_merge_is_told_in_a_message(
    client: Client, chair: User, secretary: User, item: AgendaItem
) -> None:
    written(item, ["Kop", "Kop\nvan de voorzitter"], chair)
    client.force_login(secretary)
    answer = client.post(reverse(SAVE, args=PLACE), {"text": "Eerst\nKop", "base_number": "1"}, follow=True)
    text = answer.content.decode()
    assert "samen met wat voorzitter intussen schreef" in text
    assert "Eerst\nKop\nvan de voorzitter</textarea>" in text


@pytest.mark.parametrize("htmx", [{}, HTMX], ids=["form", "htmx"])
def test_an_overlap_shows_both_texts_and_proposes_one_with_both(
    client: Client, chair: User, secretary: User, item: AgendaItem, htmx: dict[str, str]
) -> None:
    written(item, ["Het daalt.", "Het stijgt."], chair)
    client.force_login(secretary)
    typed = {"text": "Het blijft.", "base_number": "1"}
    text = client.post(reverse(SAVE, args=PLACE), typed, **htmx).content.decode()
    assert 'data-outcome="conflict"' in text
    assert "Terwijl u schreef, heeft voorzitter versie 2 opgeslagen." in text
    assert all(f"toegevoegd: </span>{word}<" in text for word in ("stijgt.", "blijft."))
    assert text.count("<del>") == 2
    assert text.count("<ins>") == 2
    proposal = "Het stijgt.\nHet blijft."
    box = f"<template data-text>{proposal}</template>" if htmx else f"{proposal}</textarea>"
    assert box in text
    assert 'name="base_number" value="2"' in text
    # Until a script has put the proposal into the box, the next save is judged against the old base.
    assert ('name="base_text" value="Het daalt."' in text) is bool(htmx)
    assert Interpretation.objects.count() == 2
    post(client, secretary, proposal, 2)
    assert Interpretation.objects.last().text == proposal


def test_a_refusal_over_htmx_keeps_the_base(client: Client, secretary: User, item: AgendaItem) -> None:
    text = post(client, secretary, "piep\x07", 4, base_text="x")
    assert 'data-outcome="refused"' in text
    assert 'name="base_number" value="4"' in text
    assert 'name="base_text" value="x"' in text


def state(client: Client, by: User, number: object = 0, present: str = "") -> tuple[int, str]:
    client.force_login(by)
    answer = client.get(reverse(STATE, args=PLACE), {"base_number": number, "present": present}, **HTMX)
    return answer.status_code, answer.content.decode()


def test_an_open_page_learns_of_a_version_of_somebody_else(
    client: Client, chair: User, secretary: User, item: AgendaItem
) -> None:
    written(item, ["een"], chair)
    status, text = state(client, secretary)
    assert status == 200
    assert 'data-outcome="followed"' in text
    assert "<template data-text>een</template>" in text
    assert 'name="base_number" value="1"' in text
    assert "voorzitter schrijft hier ook" in text
    assert state(client, secretary, 1, "voorzitter") == (204, "")


@pytest.mark.parametrize(("seconds", "present"), [(59, True), (60, False)])
def test_who_saved_less_than_a_minute_ago_is_writing(
    client: Client, chair: User, secretary: User, item: AgendaItem, clock, seconds: int, present: bool
) -> None:
    written(item, ["een"], chair)
    clock.shift(seconds)
    status, text = state(client, secretary, 1)
    assert status == (200 if present else 204)
    assert ("voorzitter schrijft hier ook" in text) is present
    status, text = state(client, secretary, 1, "voorzitter")
    assert status == (204 if present else 200)


def test_ones_own_versions_are_no_news(client: Client, secretary: User, item: AgendaItem) -> None:
    assert state(client, secretary) == (204, "")
    written(item, ["een"], secretary)
    assert state(client, secretary, 1) == (204, "")
    assert state(client, secretary, "x")[0] == 200


def test_an_open_page_learns_of_the_adoption(client: Client, chair: User, secretary: User) -> None:
    adopted(chair)
    status, text = state(client, secretary)
    assert status == 200
    assert 'data-outcome="closed"' in text
    assert "Dit overleg is vastgesteld." in text


def test_asking_for_the_state_costs_little(
    client: Client, chair: User, secretary: User, item: AgendaItem, django_assert_max_num_queries
) -> None:
    written(item, [f"versie {number}" for number in range(40)], chair)
    client.force_login(secretary)
    with django_assert_max_num_queries(8):
        client.get(reverse(STATE, args=PLACE), {"base_number": 40, "present": "voorzitter"}, **HTMX)


def versions(client: Client, by: User, query: str = "") -> str:
    client.force_login(by)
    answer = client.get(reverse(VERSIONS, args=PLACE) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_versions_are_grouped_per_stretch_of_writing(
    client: Client, chair: User, secretary: User, viewer: User, item: AgendaItem
) -> None:
    written(item, ["een", "een twee", "een twee drie"], chair)
    written(item, ["een twee vier"], secretary, minutes=1)
    written(item, ["een twee vier vijf"], secretary, minutes=7)
    client.force_login(viewer)
    lines = client.get(reverse(VERSIONS, args=PLACE)).context["lines"]
    assert [(line.first, line.number, line.author, line.before) for line in lines] == [
        (5, 5, "secretaris", 4),
        (4, 4, "secretaris", 3),
        (1, 3, "voorzitter", 0),
    ]
    assert [line.length for line in lines] == [18, 13, 13]
    every = client.get(reverse(VERSIONS, args=PLACE) + "?all=1").context["lines"]
    assert [line.number for line in every] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("query", "old", "new"),
    [
        ("", 2, 3),
        ("?old=0&new=2", 0, 2),
        ("?old=1&new=3", 1, 3),  # a save within a stretch: then each is shown
        ("?old=3&new=2", 3, 2),
        ("?old=7&new=9", 2, 3),
        ("?old=x&new=2", 2, 3),
        ("?old=&new=", 2, 3),
    ],
)
def test_any_two_versions_can_be_compared(
    client: Client, chair: User, secretary: User, viewer: User, item: AgendaItem, query: str, old: int, new: int
) -> None:
    written(item, ["een", "een twee"], chair)
    written(item, ["een drie"], secretary, minutes=1)
    client.force_login(viewer)
    comparison = client.get(reverse(VERSIONS, args=PLACE) + query).context["comparison"]
    assert (comparison.old, comparison.new) == (old, new)
    texts = {0: "", 1: "een", 2: "een twee", 3: "een drie"}
    assert "".join(piece.text for piece in comparison.pieces if piece.kind != "added") == texts[old]
    assert "".join(piece.text for piece in comparison.pieces if piece.kind != "removed") == texts[new]


def test_what_changed_is_marked_for_eye_and_ear(
    client: Client, chair: User, viewer: User, item: AgendaItem
) -> None:
    written(item, ["een <i>twee</i>"], chair)
    written(item, ["een drie"], chair, minutes=10)
    text = versions(client, viewer)
    assert '<del><span class="visually-hidden">[weggehaald: </span>&lt;i&gt;twee&lt;/i&gt;' in text
    assert '<ins><span class="visually-hidden">[toegevoegd: </span>drie' in text


def test_without_versions_the_page_says_so(client: Client, viewer: User, item: AgendaItem) -> None:
    assert "Er is geen duiding geschreven." in versions(client, viewer)


def test_only_writers_can_put_back(client: Client, chair: User, secretary: User, viewer: User, item) -> None:
    written(item, ["een"], chair)
    written(item, ["twee"], chair, minutes=10)
    assert "Terugzetten" not in versions(client, viewer)
    assert versions(client, secretary).count('name="number" value="1"') == 1


def put_back(client: Client, by: User, **typed: str) -> str:
    client.force_login(by)
    answer = client.post(reverse(RESTORE, args=PLACE), typed, follow=True)
    assert answer.redirect_chain == [(reverse(VERSIONS, args=PLACE), 302)]
    return answer.content.decode()


def test_a_version_is_put_back(client: Client, chair: User, secretary: User, item: AgendaItem) -> None:
    written(item, ["een"], chair)
    written(item, ["twee"], chair, minutes=10)
    assert "Versie 1 is teruggezet, als versie 3." in put_back(client, secretary, number="1", base_number="2")
    assert item.interpretations.last().text == "een"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"number": "1", "base_number": "1"}, "Intussen heeft voorzitter versie 2 opgeslagen"),
        ({"number": "5", "base_number": "2"}, "Versie 5 is er niet."),
        ({"number": "x", "base_number": "2"}, "Kies een versie uit de lijst."),
        ({}, "Kies een versie uit de lijst."),
    ],
)
def test_a_refused_version_is_told(
    client: Client, chair: User, secretary: User, item: AgendaItem, typed: dict[str, str], message: str
) -> None:
    written(item, ["een", "twee"], chair)
    assert message in put_back(client, secretary, **typed)
    assert item.interpretations.count() == 2


def test_the_versions_of_an_adopted_meeting_can_only_be_read(client: Client, chair: User) -> None:
    meeting, _minutes = adopted(chair)
    assert Meeting.objects.get(pk=meeting.pk).is_adopted
    assert "Terugzetten" not in versions(client, chair)
    client.force_login(chair)
    client.post(reverse(RESTORE, args=PLACE), {"number": "1", "base_number": "1"})
    assert not Interpretation.objects.exists()


@pytest.mark.parametrize("count", [2, 60])
def test_the_page_of_versions_asks_as_little_for_many(
    client: Client, chair: User, item: AgendaItem, count: int, django_assert_max_num_queries
) -> None:
    written(item, [f"versie {number}" for number in range(count)], chair)
    client.force_login(chair)
    with django_assert_max_num_queries(8):
        client.get(reverse(VERSIONS, args=PLACE) + "?all=1")
