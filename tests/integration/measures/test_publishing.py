"""Publishing a list: what is kept, what is refused, and two editors at once."""

from datetime import datetime, timedelta

import pytest

from ladder.models import AuditEntry
from measures.actions import publish
from measures.draft import load_draft
from measures.entries import draft_entries, entries_of_version, published_entries
from measures.errors import MeasureError
from measures.models import CatalogueVersion, Measure, TargetGroup
from tests.factories import UserFactory
from tests.integration.measures.records import PUBLISHED, catalogue, measure, published, theme
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = PUBLISHED + timedelta(days=3)


def publish_again(now: datetime = LATER) -> CatalogueVersion:
    return publish(catalogue=catalogue(), motivation="Nieuw inzicht.", by=None, now=now)


def test_a_version_keeps_the_whole_draft() -> None:
    made = measure(
        "Bezoek", levels=(3, 2), effect=4, stance=2, legal_instrument=None, article="art. 7", notice_days=2
    )
    made.target_groups.set(TargetGroup.objects.filter(code__in=["mantelzorgers", "iedereen"]))
    made.steps.create(number=1, text="Overleg", partner="GGD")
    version = publish(catalogue=made.catalogue, motivation=" Omdat.\r\n", by=UserFactory(), now=PUBLISHED)
    (entry,) = entries_of_version(version)
    assert [entry] == draft_entries(catalogue()) == published_entries(as_of=PUBLISHED)
    assert (entry.key, entry.levels, entry.steps) == (str(made.key), (2, 3), (("Overleg", "GGD"),))
    assert set(entry.target_groups) == {"mantelzorgers", "iedereen"}
    assert (version.number, version.motivation) == (1, "Omdat.")
    assert [change["kind"] for change in version.changes] == ["added"]


def test_a_later_version_says_what_changed() -> None:
    published("Een")
    Measure.objects.update(title="Twee")
    version = publish_again()
    assert version.number == 2
    (change,) = CatalogueVersion.objects.get(pk=version.pk).changes
    assert change["fields"] == [{"field": "title", "before": "Een", "after": "Twee"}]


def test_the_audit_trail_says_who_published() -> None:
    editor = UserFactory()
    made = measure(levels=(1,))
    publish(catalogue=made.catalogue, motivation="Omdat.", by=editor, now=PUBLISHED)
    entry = AuditEntry.objects.get(action="catalogue.published")
    assert (entry.by, entry.at, entry.object_label) == (editor, PUBLISHED, "Jeugd")
    assert entry.after == {
        "version": 1, "motivation": "Omdat.", "added": 1, "dropped": 0, "moved": 0, "changed": 0,
        "contradictions": 0,
    }  # fmt: skip


@pytest.mark.parametrize("motivation", ["", "  \n"])
def test_without_a_motivation_nothing_is_published(motivation: str) -> None:
    made = measure()
    with pytest.raises(MeasureError) as refused:
        publish(catalogue=made.catalogue, motivation=motivation, by=None, now=PUBLISHED)
    assert refused.value.field == "motivation"
    assert not CatalogueVersion.objects.exists()
    assert not AuditEntry.objects.filter(action="catalogue.published").exists()


def test_an_empty_list_is_not_published() -> None:
    with pytest.raises(MeasureError):
        publish(catalogue=catalogue(), motivation="Omdat.", by=None, now=PUBLISHED)


def test_when_nothing_changed_nothing_is_published() -> None:
    published()
    with pytest.raises(MeasureError, match="versie 1"):
        publish_again()
    measure("Nog een")
    assert publish_again().number == 2


def test_another_order_is_a_change() -> None:
    published("Een", order=1)
    published("Twee", order=2, now=LATER)
    Measure.objects.filter(title="Een").update(order=3)
    assert publish_again(LATER + timedelta(days=1)).changes == [{"kind": "reordered"}]


def test_what_was_not_seen_is_not_published() -> None:
    made = measure()
    seen = load_draft(made.catalogue, now=PUBLISHED).fingerprint
    Measure.objects.update(description="Gauw nog even anders.")
    with pytest.raises(MeasureError):
        publish(catalogue=made.catalogue, motivation="Omdat.", by=None, now=PUBLISHED, seen=seen)
    seen = load_draft(made.catalogue, now=PUBLISHED).fingerprint
    assert publish(catalogue=made.catalogue, motivation="Omdat.", by=None, now=PUBLISHED, seen=seen).number == 1


def test_open_contradictions_are_kept_with_the_version() -> None:
    published("Sporten mag", theme=theme("sport"), stance=0)
    other = measure("Sporten dicht", catalogue=catalogue("zorg", "Zorg"), theme=theme("sport"), stance=3,
                    levels=(2,))  # fmt: skip
    version = publish(catalogue=other.catalogue, motivation="Omdat.", by=None, now=LATER)
    assert [found["rule"] for found in version.contradictions] == ["stance"]
    assert CatalogueVersion.objects.get(catalogue__code="jeugd").contradictions == []


@pytest.mark.parametrize(
    ("moment", "titles"),
    [
        (PUBLISHED - timedelta(seconds=1), set()),
        (PUBLISHED, {"Een"}),
        (LATER - timedelta(seconds=1), {"Een"}),
        (LATER, {"Een", "Twee"}),
    ],
)
def test_a_moment_shows_the_version_of_then(moment: datetime, titles: set[str]) -> None:
    published("Een")
    published("Twee", now=LATER)
    assert {entry.title for entry in published_entries(as_of=moment)} == titles


def test_a_renamed_code_of_a_list_is_followed() -> None:
    published()
    of_list = catalogue()
    of_list.code = "jongeren"
    of_list.save()
    assert [entry.catalogue for entry in published_entries(as_of=LATER)] == ["jongeren"]
    measure("Nog een", catalogue=of_list)
    later = publish(catalogue=of_list, motivation="Omdat.", by=None, now=LATER)
    assert [change["kind"] for change in later.changes] == ["added"]


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_one_publishes_and_the_other_is_told() -> None:
    of_list = measure(levels=(1,)).catalogue
    seen = load_draft(of_list, now=PUBLISHED).fingerprint

    def work() -> object:
        return publish(catalogue=of_list, motivation="Omdat.", by=None, now=LATER, seen=seen)

    outcomes = at_once(work, work)
    assert sorted(type(found).__name__ for found in outcomes) == ["CatalogueVersion", "MeasureError"]
    assert CatalogueVersion.objects.get().entries.count() == 1
