"""A new signal, made in the admin without code, is computed and exported."""

import csv
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ladder.actions import recompute_week
from ladder.models import Assessment, Ladder, Level, Signal, SignalUse
from ladder.weeks import Week
from tests.factories import UserFactory, store_figures
from tests.integration.ladder.admin_forms import add_row, sent_from
from tests.integration.ladder.versions import a_draft, use_of

pytestmark = pytest.mark.django_db

ADD = "admin:ladder_signal_add"
WEEK = Week.parse("2020-W39")
NOW = datetime(2020, 9, 30, 12, tzinfo=UTC)
TYPED = {
    "code": "absence",
    "name": "verzuim in de zorg",
    "name_en": "absence in care",
    "unit": "% van het personeel",
    "source": "werkgevers in de zorg",
    "frequency": "weekly",
    "aggregation": "mean",
    "direction": "higher_is_worse",
}


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(UserFactory(groups=["administrator"], is_staff=True))
    return client


def make_signal(administrator: Client, *steps: str, **changes: str) -> dict[str, list[str]]:
    """Send in the form for a new signal; return what it says is wrong."""
    data = {**sent_from(administrator.get(reverse(ADD))), **TYPED, **changes}
    for value, name in enumerate(steps, start=1):
        add_row(data, "steps", value=value, name=name)
    response = administrator.post(reverse(ADD), data)
    return {} if response.status_code == 302 else dict(response.context["adminform"].form.errors)


def test_a_new_signal_that_supports_is_computed_and_exported(administrator: Client, tmp_path: Path) -> None:
    assert make_signal(administrator) == {}
    signal, draft = Signal.objects.get(code="absence"), a_draft()
    version_page = reverse("admin:ladder_ladderversion_change", args=[draft.pk])
    data = sent_from(administrator.get(version_page))
    add_row(data, "uses", signal=signal.pk, role="supporting")
    assert administrator.post(version_page, data).status_code == 302
    use_page = reverse("admin:ladder_signaluse_change", args=[use_of(draft, "absence").pk])
    data = sent_from(administrator.get(use_page))
    add_row(data, "thresholds", level=Level.objects.get(version=draft, number=2).pk, value="7.5")
    assert administrator.post(use_page, data).status_code == 302

    store_figures("absence", {"VR15": {"2020-09-21": 8.25}}, reported_at=NOW)
    regional = Ladder.objects.get(code="regionaal")
    recompute_week(ladder=regional, week=WEEK, as_of=NOW, computed_at=NOW, version=draft)

    found = Assessment.objects.get(area__code="VR15").verdict.of("absence")
    assert found is not None
    assert (found.role, found.value, found.level, found.state) == ("supporting", 8.25, 2, "complete")
    file = tmp_path / "levels.csv"
    call_command("export_levels", "--weeks", "2020-W39", "--version", "2020-10", "--output", str(file))
    rows = {row["area_code"]: row for row in csv.DictReader(file.read_text().splitlines())}
    assert list(rows["VR15"])[-1] == "absence"
    assert rows["VR15"]["absence"] == "8.25"


def test_an_ordinal_signal_gets_its_steps(administrator: Client) -> None:
    assert make_signal(administrator, "goed", "matig", "slecht", aggregation="latest") == {}
    steps = Signal.objects.get(code="absence").steps.values_list("value", "name")
    assert list(steps) == [(1, "goed"), (2, "matig"), (3, "slecht")]


def test_a_new_signal_comes_last(administrator: Client) -> None:
    make_signal(administrator)
    assert Signal.objects.last() == Signal.objects.get(code="absence")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "level"}, "code"),
        ({"code": "area_code"}, "code"),
        ({"code": "positive_tests"}, "code"),
        ({"code": "met spaties"}, "code"),
        ({"per": "-1"}, "per"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_a_signal_is_refused_at_its_field(administrator: Client, changes, field) -> None:
    assert list(make_signal(administrator, **changes)) == [field]
    assert not Signal.objects.filter(name=TYPED["name"]).exists()


def test_the_definition_of_a_signal_in_use_is_shown_and_not_asked(administrator: Client) -> None:
    signal = Signal.objects.get(code="positive_tests")
    address = reverse("admin:ladder_signal_change", args=[signal.pk])
    data = sent_from(administrator.get(address))
    assert not {"code", "per", "frequency", "aggregation", "direction"} & set(data)
    sent = {**data, "name": "besmettingen", "per": "1", "direction": "lower_is_worse"}
    assert administrator.post(address, sent).status_code == 302
    signal.refresh_from_db()
    assert (signal.name, signal.per, signal.direction) == ("besmettingen", 100_000, "higher_is_worse")


@pytest.mark.parametrize("number", [2, 25])
def test_the_page_of_a_version_takes_no_query_per_signal(
    administrator: Client, number: int, django_assert_max_num_queries
) -> None:
    draft = a_draft()
    for made in range(number):
        signal = Signal.objects.create(code=f"s{made}", name=f"s{made}")
        SignalUse.objects.create(version=draft, signal=signal, role="shown")
    with django_assert_max_num_queries(25):
        administrator.get(reverse("admin:ladder_ladderversion_change", args=[draft.pk]))


def test_the_levels_of_other_versions_are_not_offered_for_a_signal_value(administrator: Client) -> None:
    draft = a_draft()
    page = administrator.get(reverse("admin:ladder_signaluse_change", args=[use_of(draft).pk]))
    formset = page.context["inline_admin_formsets"][0].formset
    offered = set(formset.empty_form.fields["level"].queryset)
    assert offered == set(draft.levels.filter(number__gte=2))


@pytest.mark.parametrize("page", ["ladderversion", "signaluse"])
def test_an_adopted_version_is_looked_at_and_not_edited(administrator: Client, page: str) -> None:
    use = use_of(a_draft().ladder.versions.get(code="2020-09"))
    pk = use.pk if page == "signaluse" else use.version_id
    address = reverse(f"admin:ladder_{page}_change", args=[pk])
    text = unescape(administrator.get(address).content.decode())
    assert 'name="_save"' not in text
    assert administrator.post(address, {}).status_code == 403


def test_withdrawing_in_the_admin(administrator: Client) -> None:
    version = a_draft().ladder.versions.get(code="2021-02")
    page = administrator.get(reverse("admin:ladder_ladderversion_change", args=[version.pk]))
    assert "Deze versie intrekken" in page.content.decode()
    administrator.post(reverse("admin:ladder_ladderversion_withdraw", args=[version.pk]))
    version.refresh_from_db()
    assert version.status == "withdrawn"


@pytest.mark.parametrize("name", ["adopt", "withdraw"])
def test_a_decision_on_a_version_is_posted(administrator: Client, name: str) -> None:
    address = reverse(f"admin:ladder_ladderversion_{name}", args=[a_draft().pk])
    assert administrator.get(address).status_code == 405


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "2020-09", "valid_from": "2020-10-13"}, "code"),
        ({"code": "x", "valid_from": "gisteren"}, "valid_from"),
    ],
)
def test_a_copy_with_a_known_code_or_no_date_is_asked_again(administrator: Client, typed, field) -> None:
    source = a_draft().ladder.versions.get(code="2020-09")
    response = administrator.post(reverse("admin:ladder_ladderversion_copy", args=[source.pk]), typed)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
