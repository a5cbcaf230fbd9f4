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
    all_levels,
    decided,
    item_of,
    meeting_on,
    small_meeting,
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
    assert [value.text for value in found.values if value.deciding] == ["151,0"]
    assert all(reason in text for reason in found.reasons)
    assert "Berekend niveau" in text
    assert "niet vastgesteld" in text
    assert "<textarea" not in text


def test_previous_and_next_follow_the_agenda(client: Client, viewer: User) -> None:
    meeting_on()
    client.force_login(viewer)
    beside = {}
    for code in ("VR01", "VR15", "VR25"):
        found = client.get(reverse("item-detail", args=["2020-W39", code])).context["page"]
        beside[code] = [item and item.area.code for item in (found.previous, found.next)]
    assert beside == {"VR01": [None, "VR02"], "VR15": ["VR14", "VR16"], "VR25": ["VR24", None]}


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
def test_a_conflict_shows_both_texts(
    client: Client, chair: User, secretary: User, save_url: str, htmx: dict[str, str]
) -> None:
    item = item_of(meeting_on())
    save_interpretation(item=item, text="van de voorzitter", base_number=0, by=chair, now=NOW)
    client.force_login(secretary)
    answer = client.post(save_url, {"text": "van de secretaris", "base_number": "0"}, **htmx)
    text = answer.content.decode()
    assert "van de voorzitter" in text
    assert 'name="base_number" value="1"' in text
    # With htmx the text box is not touched; without it the box holds what was typed.
    assert ("van de secretaris" in text) is not bool(htmx)
    assert answer.status_code == (200 if htmx else 409)
    assert Interpretation.objects.count() == 1
    client.post(save_url, {"text": "samen", "base_number": "1"}, **htmx)
    assert list(Interpretation.objects.values_list("text", flat=True)) == ["van de voorzitter", "samen"]


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
    client.post(decide_url, {"level": level, "valid_from": "2020-09-30", "reason": EVIL})
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


def test_a_level_is_decided(client: Client, chair: User, page: str, decide_url: str) -> None:
    meeting_on()
    client.force_login(chair)
    typed = {"level": level_pk(2), "valid_from": "2020-10-01", "reason": "druk neemt af"}
    assert client.post(decide_url, typed).url == page
    decision = Decision.objects.get()
    assert (decision.level.number, decision.valid_from.isoformat(), decision.decided_by) == (
        2,
        "2020-10-01",
        chair,
    )
    text = client.get(page).content.decode()
    assert "wijkt af van het berekende niveau" in text
    assert "druk neemt af" in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reason": ""}, "dit is niet het berekende niveau"),
        ({"valid_from": "2020-09-20", "reason": "mijn reden"}, "kan niet gelden"),
        ({"level": "0", "reason": "mijn reden"}, "geldige keuze"),
        ({"valid_from": "", "reason": "mijn reden"}, "verplicht"),
        ({"reason": "mijn reden\x07"}, "U+0007"),
    ],
)
def test_a_refused_decision_keeps_what_was_typed(
    client: Client, chair: User, decide_url: str, change: dict[str, str], message: str
) -> None:
    meeting_on()
    client.force_login(chair)
    typed = {"level": str(level_pk(2)), "valid_from": "2020-10-02", "reason": "x", **change}
    answer = client.post(decide_url, typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert message in text
    assert "mijn reden" in text or "mijn reden" not in typed["reason"]
    assert 'value="2020-10-02"' in text or "valid_from" in change
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", ["interpretation-save", "decision-save"])
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
    adopt(meeting=meeting, by=chair, now=NOW)
    client.force_login(chair)
    text = client.post(save_url, {"text": "een lange tekst", "base_number": "0"}).content.decode()
    assert "een lange tekst" in text
    assert "kan niets meer aan veranderen" in text


@pytest.mark.parametrize("regions", [2, 25])
def test_queries_do_not_grow_with_regions(
    client: Client, chair: User, page: str, regions: int, django_assert_max_num_queries
) -> None:
    Area.objects.get(code="VR15").neighbours.set(Area.objects.filter(code__in=["VR14", "VR16"]))
    for week in ("2020-W38", "2020-W39"):
        meeting = small_meeting(["VR14", "VR15"], week) if regions == 2 else meeting_on(week, all_levels())
        for item in meeting.items.all():
            decided(item, chair)
            save_interpretation(item=item, text="x", base_number=0, by=chair, now=NOW)
    client.force_login(chair)
    with django_assert_max_num_queries(17):
        assert client.get(page).status_code == 200
