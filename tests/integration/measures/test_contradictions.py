"""Contradictions between lists in the database: accepting them, the page, and the command."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ladder.models import AuditEntry
from measures.actions import publish
from measures.actions.contradictions import accept_contradiction
from measures.contradictions import Contradiction, Judged, Rule, find, judged, load_rights, sentence, unresolved
from measures.contradictions.lists import load_drafts, load_published
from measures.entries import draft_entries
from measures.errors import MeasureError
from measures.models import Acceptance, Catalogue, LegalInstrument, Measure, TargetGroup
from measures.term_names import load_terms_by_code
from tests.factories import UserFactory
from tests.integration.measures.records import catalogue, measure, theme

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 9, 30, 12, 0, tzinfo=UTC)
URL = "/maatregelen/tegenstrijdigheden/"
MOST_QUERIES = 11


@pytest.fixture
def as_editor(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def two_lists(theme_code: str = "sport", **fields: Any) -> tuple[Measure, Measure]:
    """Make a measure in each of two lists, at level 2 for everyone; they contradict unless `fields` mends that."""
    where = {"theme": theme(theme_code), "levels": (2,)}
    one = measure("Sport gaat door", stance=0, catalogue=catalogue("jeugd", "Jeugd"), **where)
    two = measure(
        "Sport stopt", **{"stance": 3, "catalogue": catalogue("regionaal", "Regionaal"), **where, **fields}
    )
    return one, two


def the_contradiction() -> Contradiction:
    (found,) = find(draft_entries(), load_rights())
    return found


def publish_drafts(now: datetime = NOW) -> None:
    """Publish every list with something on it."""
    for each in Catalogue.objects.filter(measures__isnull=False).distinct():
        publish(catalogue=each, motivation="Omdat.", by=None, now=now)


# Accepting


def test_an_accepted_contradiction_is_resolved(editor: User) -> None:
    two_lists()
    found = the_contradiction()
    acceptance = accept_contradiction(contradiction=found, reason=" Jeugd gaat voor. ", by=editor, now=NOW)
    assert (acceptance.contradiction, acceptance.fingerprint) == (found.identity, found.fingerprint)
    assert (acceptance.reason, acceptance.by, acceptance.at) == ("Jeugd gaat voor.", editor, NOW)
    assert unresolved(draft_entries(), load_rights()) == []
    told = AuditEntry.objects.get(action="contradiction.accepted")
    assert (told.by, told.at, told.object_id) == (editor, NOW, str(acceptance.pk))
    assert told.after == {"contradiction": found.identity, "reason": "Jeugd gaat voor."}
    assert "Sport stopt" in told.object_label


def test_it_is_open_again_when_what_contradicts_changes(editor: User) -> None:
    one, _two = two_lists()
    acceptance = accept_contradiction(contradiction=the_contradiction(), reason="Zo is het.", by=editor, now=NOW)
    one.title, one.burden = "Sport gaat gewoon door", 2
    one.save()
    assert unresolved(draft_entries(), load_rights()) == []
    one.stance = 1
    one.save()
    assert judged(draft_entries(), load_rights()) == [Judged(the_contradiction(), lapsed=acceptance)]
    one.stance = 0
    one.save()
    assert unresolved(draft_entries(), load_rights()) == []


@pytest.mark.parametrize("reason", ["", "  \r\n "])
def test_a_reason_is_needed(reason: str, editor: User, english: None) -> None:
    two_lists()
    with pytest.raises(MeasureError, match="Write why") as refused:
        accept_contradiction(contradiction=the_contradiction(), reason=reason, by=editor, now=NOW)
    assert refused.value.field == "reason"
    assert not Acceptance.objects.exists()


def test_control_characters_are_refused(editor: User) -> None:
    two_lists()
    with pytest.raises(ValidationError):
        accept_contradiction(contradiction=the_contradiction(), reason="fout\x00", by=editor, now=NOW)


@pytest.mark.both_databases
def test_the_first_who_accepts_counts(editor: User) -> None:
    two_lists()
    found = the_contradiction()
    accept_contradiction(contradiction=found, reason="Eerst.", by=editor, now=NOW)
    with pytest.raises(MeasureError):
        accept_contradiction(contradiction=found, reason="Later.", by=UserFactory(), now=NOW)
    assert Acceptance.objects.get().reason == "Eerst."
    assert AuditEntry.objects.filter(action="contradiction.accepted").count() == 1


@pytest.mark.both_databases
def test_the_database_wants_a_reason_and_each_acceptance_once(editor: User) -> None:
    fields = {"contradiction": "stance:a:b", "fingerprint": "f", "by": editor, "at": NOW}
    with pytest.raises(IntegrityError, match="acceptance_has_a_reason"), transaction.atomic():
        Acceptance.objects.create(reason="", **fields)
    Acceptance.objects.create(reason="Zo is het.", **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.create(reason="Nog eens.", **fields)


def test_rights_are_those_of_the_database() -> None:
    nobodys = LegalInstrument.objects.create(code="nieuw", name="Nieuw")
    rights = load_rights()
    assert rights["aanwijzing"] == {"state"}
    assert rights["geen"] == {"region", "mayor", "institution", "state"}
    assert rights["nieuw"] == frozenset()
    nobodys.deciders.create(decider="mayor")
    assert load_rights()["nieuw"] == {"mayor"}


# In words


def test_each_rule_has_its_sentence(english: None) -> None:
    two_lists()
    measure("Sport stopt", theme=theme("sport"), catalogue=catalogue("zorg", "Zorg"), status="withdrawn",
            withdrawn_because="Hoort elders.")  # fmt: skip
    measure("Binnen", theme=theme("horeca"), stance=2, levels=(1,), decider="mayor",
            legal_instrument=LegalInstrument.objects.get(code="aanwijzing"))  # fmt: skip
    measure("Buiten", theme=theme("horeca"), stance=1, levels=(2, 3))
    terms = load_terms_by_code()
    said = {one.rule: sentence(one.facts(), terms) for one in find(draft_entries(), load_rights())}
    assert said[Rule.STANCE].startswith(
        "At level 2 Jeugd has no restriction (“Sport gaat door”) and Regionaal has"
    ) or (said[Rule.STANCE].startswith("At level 2 Regionaal has closure (“Sport stopt”) and Jeugd has"))
    assert said[Rule.STANCE].endswith("For: Iedereen.")
    assert said[Rule.ORDER] == (
        "At level 1 Jeugd has restriction (“Binnen”), and at level 2 and 3 Jeugd has no more than"
        " advice (“Buiten”). For: Iedereen."
    )
    assert said[Rule.WITHDRAWN] == (
        "Zorg has withdrawn “Sport stopt” (Hoort elders); Regionaal still has “Sport stopt”."
    )
    assert said[Rule.INSTRUMENT] == "Jeugd, “Binnen”: mayor decides, but may not use Aanwijzing."


def test_a_stored_contradiction_can_be_read_when_its_terms_are_gone(english: None) -> None:
    two_lists()
    facts = {**the_contradiction().facts(), "target_groups": ["weg"]}
    assert "For: weg." in sentence(facts, load_terms_by_code())


# The page


def test_the_matrix_shows_stances_and_contradictions(as_editor: Client) -> None:
    one, two = two_lists()
    page = as_editor.get(URL)
    overview = page.context["overview"]
    assert overview.matrix.catalogues == ("Jeugd", "Regionaal")
    (sport,) = overview.matrix.themes
    (row,) = sport.rows
    assert (sport.name, row.level.number) == ("Sport", 2)
    assert [(cell.stances[0].name, cell.open_number) for cell in row.cells] == [
        ("geen beperking", 1),
        ("sluiting", 1),
    ]
    text = page.content.decode()
    for draft in (one, two):
        assert reverse("admin:measures_measure_change", args=[draft.pk]) in text
    assert "Sport stopt" in text
    assert reverse("contradiction-accept") in text


def test_an_editor_accepts_and_finds_it_among_the_accepted(as_editor: Client) -> None:
    two_lists()
    found = the_contradiction()
    named = {"contradiction": found.identity, "fingerprint": found.fingerprint}
    answer = as_editor.post(f"{URL}aanvaarden/?thema=sport", {**named, "reason": "Jeugd gaat voor."})
    assert answer.status_code == 302
    assert answer.url == f"{URL}?thema=sport#tegenstrijdigheden"
    page = as_editor.get(URL)
    assert (page.context["overview"].open_number, page.context["overview"].accepted_number) == (0, 1)
    assert "Jeugd gaat voor." not in page.content.decode()
    page = as_editor.get(URL, {"toon": "aanvaard"})
    assert "Jeugd gaat voor." in page.content.decode()
    assert "redacteur" in page.content.decode()


def test_without_a_reason_the_form_comes_back(as_editor: Client) -> None:
    two_lists()
    found = the_contradiction()
    named = {"contradiction": found.identity, "fingerprint": found.fingerprint}
    answer = as_editor.post(f"{URL}aanvaarden/", {**named, "reason": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"reason"}
    assert found.fingerprint in answer.content.decode()
    assert not Acceptance.objects.exists()


def test_what_changed_meanwhile_is_not_accepted_and_the_text_is_kept(as_editor: Client) -> None:
    one, _two = two_lists()
    found = the_contradiction()
    one.stance = 1
    one.save()
    typed = {"contradiction": found.identity, "fingerprint": found.fingerprint, "reason": "Lang over nagedacht."}
    answer = as_editor.post(f"{URL}aanvaarden/", typed)
    assert answer.status_code == 422
    assert answer.context["item"] is None
    assert "Lang over nagedacht." in answer.content.decode()
    assert not Acceptance.objects.exists()


def test_what_somebody_accepted_meanwhile_keeps_the_first_reason(as_editor: Client, editor: User) -> None:
    two_lists()
    found = the_contradiction()
    accept_contradiction(contradiction=found, reason="Eerst.", by=editor, now=NOW)
    typed = {"contradiction": found.identity, "fingerprint": found.fingerprint, "reason": "Later."}
    answer = as_editor.post(f"{URL}aanvaarden/", typed)
    assert answer.status_code == 422
    for text in ("Eerst.", "Later.", "intussen"):
        assert text in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"Sport stopt", "Bijeen"}),
        ({"thema": "sport"}, {"Sport stopt"}),
        ({"thema": "testen"}, set()),
        ({"niveau": "2"}, {"Sport stopt"}),
        ({"niveau": "3"}, set()),
        ({"catalogus": "regionaal"}, {"Sport stopt"}),
        ({"catalogus": "jeugd"}, {"Sport stopt", "Bijeen"}),
        ({"regel": "instrument"}, {"Bijeen"}),
        ({"regel": "stance"}, {"Sport stopt"}),
        ({"toon": "aanvaard"}, set()),
        ({"toon": "alle"}, {"Sport stopt", "Bijeen"}),
        ({"thema": "onzin", "niveau": "x", "toon": "?", "page": "y"}, {"Sport stopt", "Bijeen"}),
        ({"stand": "gepubliceerd"}, set()),
    ],
)
def test_the_address_chooses(query: dict[str, str], titles: set[str], as_editor: Client) -> None:
    two_lists()
    measure("Bijeen", decider="mayor", legal_instrument=LegalInstrument.objects.get(code="aanwijzing"))
    page = as_editor.get(URL, query)
    assert page.status_code == 200
    shown = {side.words.entry.title for card in page.context["cards"] for side in card.item.sides}
    assert shown - {"Sport gaat door"} == titles


def test_everyone_sees_what_is_published_and_editors_the_drafts(as_editor: Client) -> None:
    one, _two = two_lists()
    publish_drafts()
    one.stance = 3
    one.save()
    assert as_editor.get(URL).context["overview"].open_number == 0
    assert as_editor.get(URL, {"stand": "gepubliceerd"}).context["overview"].open_number == 1
    reader = Client()
    reader.force_login(UserFactory(groups=["viewer"]))
    page = reader.get(URL)
    assert page.context["overview"].open_number == 1
    assert '<form method="post" action="/maatregelen' not in page.content.decode()
    assert "/admin/" not in page.content.decode()
    assert reader.get(URL, {"stand": "concept"}).status_code == 403


@pytest.mark.parametrize(
    "group", ["viewer", "secretary", "chair", "sector_lead", "region_contact", "administrator"]
)
def test_only_editors_accept(group: str, client: Client) -> None:
    client.force_login(UserFactory(groups=[group]))
    assert client.post(f"{URL}aanvaarden/").status_code == 403


def test_the_page_is_read_and_accepting_is_a_change(as_editor: Client, client: Client) -> None:
    assert as_editor.post(URL).status_code == 405
    assert as_editor.get(f"{URL}aanvaarden/").status_code == 405
    assert Client().get(URL).status_code == 302


def test_a_page_holds_twenty(as_editor: Client) -> None:
    instrument = LegalInstrument.objects.get(code="aanwijzing")
    for number in range(21):
        measure(f"Titel {number}", decider="mayor", legal_instrument=instrument)
    assert len(as_editor.get(URL).context["cards"]) == 20
    assert len(as_editor.get(URL, {"page": 2}).context["cards"]) == 1


@pytest.mark.parametrize("stand", ["concept", "gepubliceerd"])
def test_long_lists_and_many_versions_take_no_more_queries(stand: str, as_editor: Client) -> None:
    groups = list(TargetGroup.objects.all()[:2])
    counts = []
    for number in range(3):
        for code in ("a", "b", "c"):
            for each in range(1 + number * 8):
                title, where = f"{code} {number} {each}", catalogue(code, code)
                made = measure(title, catalogue=where, stance=each % 4, levels=(1, 2), theme=theme("sport"))
                made.target_groups.set(groups)
        publish_drafts(NOW.replace(hour=number))
        with CaptureQueriesContext(connection) as queries:
            as_editor.get(URL, {"stand": stand})
        counts.append(len(queries))
    assert counts[0] <= counts[1] == counts[2] <= MOST_QUERIES


# The command


def checked(*arguments: str) -> tuple[str, str, int]:
    """Run the command; return what it printed, and with which sentence and status it ended."""
    out = StringIO()
    try:
        call_command("check_catalogue", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error), error.returncode
    return out.getvalue(), "", 0


def test_the_command_prints_a_line_per_contradiction_and_fails(english: None, editor: User) -> None:
    two_lists()
    out, failed, status = checked()
    assert out.count("\n") == 1
    assert out.startswith("open\tdifferent stance\t")
    assert (failed, status) == ("1 contradiction is open.", 1)
    accept_contradiction(contradiction=the_contradiction(), reason="Zo is het.", by=editor, now=NOW)
    out, failed, status = checked()
    assert out.splitlines()[0].startswith("accepted\tdifferent stance\t")
    assert out.splitlines()[1:] == ["No contradiction is open."]
    assert (failed, status) == ("", 0)


def test_the_command_looks_at_drafts_or_at_what_is_published(english: None) -> None:
    one, _two = two_lists()
    assert checked("--published")[1] == ""
    publish_drafts()
    one.stance = 3
    one.save()
    assert checked()[1] == ""
    assert checked("--published")[1] == "1 contradiction is open."


def test_the_lists_are_loaded_with_the_ids_of_the_drafts() -> None:
    one, two = two_lists()
    publish_drafts()
    for lists in (load_drafts(), load_published(as_of=NOW)):
        assert lists.drafts == {str(one.key): one.pk, str(two.key): two.pk}
        assert {entry.title for entry in lists.entries} == {one.title, two.title}
    assert load_published(as_of=NOW.replace(hour=1)).entries == ()
