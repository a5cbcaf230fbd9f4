import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.actions import adopt, save_interpretation
from meetings.models import AgendaItem, Decision, Interpretation
from regions.models import Area
from tests.integration.meetings.records import (
    NOW,
    adopted,
    decided,
    deviation,
    item_of,
    meeting_on,
    small_meeting,
    without_four_eyes,
)

pytestmark = pytest.mark.django_db
PLACE = ["2020-W39", "VR15"]
HTMX = {"HTTP_HX_REQUEST": "true"}
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def page() -> str:
    return reverse("item-detail", args=PLACE)


@pytest.fixture
def save_url() -> str:
    return reverse("interpretation-save", args=PLACE)


@pytest.fixture
def decide_url() -> str:
    return reverse("decision-save", args=PLACE)


def test_a_region_shows_level_reasons_values_and_neighbours(client: Client, viewer: User, page: str) -> None:
    haaglanden, other = Area.objects.get(code="VR15"), Area.objects.get(code="VR02")
    haaglanden.neighbours.set([other])
    meeting_on()
    client.force_login(viewer)
    answer = client.get(page)
    found, text = answer.context["page"], answer.content.decode()
    assert [item.area.code for item in found.neighbours] == ["VR02"]
    assert [line.text for line in found.signals if line.decides] == ["151,0"]
    assert found.signals[0].bar is not None
    assert all(reason in text for reason in (*found.reasons, *found.why))
    assert "niet vastgesteld" in text
    assert "<textarea" not in text


def test_the_last_meeting_is_shown(client: Client, chair: User, page: str) -> None:
    for week, text in (("2020-W37", "te oud"), ("2020-W38", "van vorige week"), ("2020-W40", "te nieuw")):
        item = item_of(small_meeting(["VR15"], week))
        save_interpretation(item=item, text=text, base_number=0, by=chair, now=NOW)
    meeting_on()
    client.force_login(chair)
    text = client.get(page).content.decode()
    assert "van vorige week" in text
    assert "te oud" not in text
    assert "te nieuw" not in text


def test_the_secretary_writes_and_does_not_decide(client: Client, secretary: User, page: str) -> None:
    meeting_on()
    client.force_login(secretary)
    text = client.get(page).content.decode()
    assert reverse("interpretation-save", args=PLACE) in text
    assert reverse("proposal-save", args=PLACE) in text
    assert reverse("decision-save", args=PLACE) not in text


def test_a_duiding_is_saved_without_htmx(client: Client, secretary: User, page: str, save_url: str) -> None:
    meeting_on()
    client.force_login(secretary)
    answer = client.post(save_url, {"text": "Eerste\r\nversie", "base_number": "0"})
    assert (answer.status_code, answer.url) == (302, page)
    assert Interpretation.objects.get().text == "Eerste\nversie"
    text = client.get(page).content.decode()
    assert "versie 1, door secretaris" in text
    assert 'name="base_number" value="1"' in text


def test_a_duiding_is_saved_with_htmx(client: Client, secretary: User, save_url: str) -> None:
    meeting_on()
    client.force_login(secretary)
    for base in (0, 1):
        answer = client.post(save_url, {"text": f"versie {base}", "base_number": str(base)}, **HTMX)
    text = answer.content.decode()
    assert "versie 2, door secretaris" in text
    assert "Opgeslagen om" in text
    assert 'name="base_number" value="2"' in text
    assert "<textarea" not in text
    assert "<html" not in text


@pytest.mark.parametrize("htmx", [{}, HTMX], ids=["form", "htmx"])
def test_a_text_that_no_document_can_hold_is_refused_and_kept(
    client: Client, secretary: User, save_url: str, htmx: dict[str, str]
) -> None:
    meeting_on()
    client.force_login(secretary)
    answer = client.post(save_url, {"text": "piep\x07", "base_number": "0"}, **htmx)
    text = answer.content.decode()
    assert "U+0007" in text
    assert ("piep" in text) is not bool(htmx)
    assert answer.status_code == (200 if htmx else 422)
    assert not Interpretation.objects.exists()


def test_typed_text_is_shown_as_text(
    client: Client, chair: User, viewer: User, page: str, save_url: str, decide_url: str
) -> None:
    meeting_on()
    client.force_login(chair)
    client.post(save_url, {"text": EVIL, "base_number": "0"})
    level = level_pk()
    typed = {"level": level, "valid_from": "2020-09-30", "reason": EVIL, "deviation": deviation().pk}
    client.post(decide_url, typed)
    conflict = client.post(save_url, {"text": "x", "base_number": "0"}, **HTMX).content.decode()
    for user in (chair, viewer):
        client.force_login(user)
        text = client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert text.count("&lt;script&gt;alert(1)") >= 2
    assert "<script>alert" not in conflict
    assert "&lt;script&gt;" in conflict


def level_pk(number: int = 2) -> int:
    return AgendaItem.objects.get(area__code="VR15").assessment.version.levels.get(number=number).pk


@pytest.mark.parametrize("name", ["interpretation-save", "decision-save", "proposal-save"])
def test_an_adopted_meeting_says_no(client: Client, chair: User, name: str) -> None:
    adopted(chair)
    before = Decision.objects.count()
    client.force_login(chair)
    typed = {
        "text": "te laat", "base_number": "0",
        "level": str(level_pk()), "valid_from": "2020-09-30", "reason": "te laat",
    }  # fmt: skip
    answer = client.post(reverse(name, args=PLACE), typed)
    assert answer.status_code == 422
    assert (Decision.objects.count(), Interpretation.objects.count()) == (before, 0)


def test_what_was_typed_into_a_meeting_adopted_meanwhile_is_not_lost(
    client: Client, chair: User, save_url: str
) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair)
    without_four_eyes()
    adopt(meeting=meeting, by=chair, now=NOW)
    client.force_login(chair)
    text = client.post(save_url, {"text": "een lange tekst", "base_number": "0"}).content.decode()
    assert "een lange tekst" in text
    assert "kan niets meer aan veranderen" in text


def test_the_lists_of_measures_are_shown_as_on_the_day_of_the_meeting(
    client: Client, viewer: User, page: str
) -> None:
    meeting = small_meeting(["VR15"])
    client.force_login(viewer)

    text = client.get(page).content.decode()

    assert f'href="{reverse("catalogue-list")}?peildatum={meeting.held_on.isoformat()}"' in text
