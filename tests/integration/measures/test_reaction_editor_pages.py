"""The pages of a round for its editor, and what pages of a round cost."""

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from measures.actions.reactions import answer_reaction
from measures.models import Measure, Reaction, ReactionAnswer, ReactionRound
from measures.reactions.overview import count_round
from tests.factories import UserFactory
from tests.integration.measures.reaction_pages import DAY, HTMX, as_, page_of
from tests.integration.measures.reaction_records import a_reaction, a_round, entry_row, groups
from tests.integration.measures.records import catalogue, measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def round_(editor: User) -> ReactionRound:
    measure("Bezoek", description="Bezoek kan altijd.")
    measure("Sport", description="Sport kan buiten.", levels=(2,))
    return a_round(editor, question="Kan dit?")


def test_an_editor_sends_a_draft_round(editor: User):
    measure()
    form = page_of(editor, "reaction-round-new", lijst=catalogue().code)
    assert '<option value="jeugd" selected>' in form
    assert "sector lead (0 accounts)" in form
    typed = {"catalogue": "jeugd", "groups": [group.pk for group in groups()], "question": "Kan dit?",
             "closes_on": timezone.localdate().isoformat()}  # fmt: skip
    answer = as_(editor).post(reverse("reaction-round-open"), typed)

    round_ = ReactionRound.objects.get()
    assert answer.url == reverse("reaction-overview", args=[round_.pk])
    assert round_.groups.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"groups": []}, "This field is required"),
        ({"closes_on": "2020-09-07"}, "This day has passed"),
        ({"closes_on": ""}, "This field is required"),
        ({"catalogue": "onbekend"}, "Select a valid choice"),
    ],
)
def test_a_refused_round_keeps_what_was_typed(editor: User, change: dict, said: str):
    measure()
    typed = {"catalogue": "jeugd", "groups": [group.pk for group in groups()], "question": "Kan dit?",
             "closes_on": timezone.localdate().isoformat(), **change}  # fmt: skip
    answer = as_(editor).post(reverse("reaction-round-open"), typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Kan dit?" in answer.content.decode()
    assert not ReactionRound.objects.exists()


def test_the_overview_counts_and_shows_what_is_left(round_: ReactionRound, lead: User, editor: User):
    first = a_reaction(round_, by=lead, suggestion="Bezoek kan bijna altijd.")
    a_reaction(round_, by=UserFactory(groups=["region_contact"]), measure=entry_row(round_, 1), text="Sporten!")
    a_reaction(round_, by=lead, measure=None, text="Te lang.")
    answer_reaction(reaction=first, verdict="adopted", by=editor, now=timezone.now())

    counts = count_round(round_)

    assert [(one.reactions, one.suggestions, one.unanswered) for one in counts.entries] == [
        (1, 0, 1), (1, 1, 0), (1, 0, 1),
    ]  # fmt: skip
    assert (counts.reactions, counts.answered, counts.unanswered, counts.people) == (3, 1, 2, 2)
    page = page_of(editor, "reaction-overview", round_.pk)
    assert "1 of 3 reactions answered" in page
    assert "sector lead" in page
    assert page.count("Save the answer") == 3
    left = page_of(editor, "reaction-overview", round_.pk, toon="onbeantwoord")
    assert left.count("Save the answer") == 2
    assert "Sporten!" in left


@pytest.mark.parametrize(("key", "expected"), [("geheel", "Te lang."), ("entry", "Dit kan.")])
def test_the_overview_shows_one_entry(round_: ReactionRound, lead: User, editor: User, key: str, expected: str):
    a_reaction(round_, by=lead)
    a_reaction(round_, by=lead, measure=None, text="Te lang.")
    chosen = str(entry_row(round_).key) if key == "entry" else key
    page = page_of(editor, "reaction-overview", round_.pk, maatregel=chosen)
    assert expected in page
    assert page.count("Save the answer") == 1


def test_an_answer_changes_in_place_with_the_count(round_: ReactionRound, lead: User, editor: User):
    said = a_reaction(round_, by=lead)
    typed = {f"answer-{said.pk}-verdict": "not", f"answer-{said.pk}-why": "Kan niet."}
    answer = as_(editor).post(reverse("reaction-answer", args=[said.pk]), typed, **HTMX)

    part = answer.content.decode()
    assert answer.status_code == 200
    assert "Kan niet." in part
    assert "not adopted" in part
    assert "1 of 1 reaction answered" in part
    assert 'hx-swap-oob="true"' in part
    assert ReactionAnswer.objects.get().by == editor


def test_without_script_the_editor_comes_back_where_it_was(round_: ReactionRound, lead: User, editor: User):
    said = a_reaction(round_, by=lead)
    url = reverse("reaction-answer", args=[said.pk]) + "?toon=onbeantwoord&page=2"
    answer = as_(editor).post(url, {f"answer-{said.pk}-verdict": "adopted"})
    overview = reverse("reaction-overview", args=[round_.pk])
    assert answer.url == f"{overview}?toon=onbeantwoord&page=2#reactie-{said.pk}"


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(("verdict", "why"), [("not", ""), ("", "Daarom.")])
def test_a_refused_answer_keeps_what_was_typed(
    round_: ReactionRound, lead: User, editor: User, headers: dict[str, str], verdict: str, why: str
):
    said = a_reaction(round_, by=lead)
    typed = {f"answer-{said.pk}-verdict": verdict, f"answer-{said.pk}-why": why}
    answer = as_(editor).post(reverse("reaction-answer", args=[said.pk]), typed, **headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This could not be saved yet." in page
    assert why in page
    assert ("checked" in page) is bool(verdict)
    assert not ReactionAnswer.objects.exists()


def test_the_closing_day_moves(round_: ReactionRound, editor: User):
    url, today = reverse("reaction-round-move", args=[round_.pk]), timezone.localdate()
    assert as_(editor).post(url, {"closes_on": (today - DAY).isoformat()}).status_code == 422
    assert as_(editor).post(url, {"closes_on": today.isoformat()}).status_code == 302
    assert ReactionRound.objects.get().closes_on == today


def test_the_reactions_go_along_as_a_spreadsheet(round_: ReactionRound, lead: User, editor: User):
    said = a_reaction(round_, by=lead, text="=1+1", suggestion="Bezoek kan.")
    answer_reaction(reaction=said, verdict="not", why="Kan niet.", by=editor, now=timezone.now())
    a_reaction(round_, by=lead, measure=None, text="Te lang.")

    answer = as_(editor).get(reverse("reaction-export-csv", args=[round_.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    assert [row["Entry"] for row in rows] == ["the whole list", "Bezoek"]
    assert (rows[1]["Reaction"], rows[1]["Suggested text"], rows[1]["Asked as"]) == (
        "'=1+1", "Bezoek kan.", "sector lead",
    )  # fmt: skip
    assert (rows[1]["Outcome"], rows[1]["Why"], rows[0]["Outcome"]) == ("not adopted", "Kan niet.", "")
    workbook = as_(editor).get(reverse("reaction-export-xlsx", args=[round_.pk]))
    assert workbook.content.startswith(b"PK")


def many(editor: User, entries: int, reactions: int) -> ReactionRound:
    """Make a round of many entries with many reactions each, half of them with a suggestion and an answer."""
    of, theme = catalogue("groot", "Groot"), measure("Eerste").theme
    Measure.objects.bulk_create(
        Measure(catalogue=of, theme=theme, title=f"Maatregel {number}", description="Bezoek kan altijd.")
        for number in range(entries)
    )
    round_ = a_round(editor, catalogue=of)
    people = [UserFactory(groups=["sector_lead"]) for _ in range(min(reactions, 5))]
    now = timezone.now()
    Reaction.objects.bulk_create(
        Reaction(
            round=round_, measure=row, text="Goed.", by=people[number % len(people)], at=now,
            suggestion="Bezoek kan." if number % 2 else "",
        )
        for row in of.measures.all()
        for number in range(reactions)
    )  # fmt: skip
    ReactionAnswer.objects.bulk_create(
        ReactionAnswer(reaction=said, verdict="adopted", by=editor, at=now)
        for said in Reaction.objects.exclude(suggestion="")
    )
    return round_


@pytest.mark.parametrize(("entries", "reactions"), [(2, 2), (60, 25)])
def test_pages_take_few_queries(editor: User, django_assert_max_num_queries, entries: int, reactions: int):
    round_ = many(editor, entries, reactions)
    reactor = Reaction.objects.earliest("pk").by
    pages = [
        (reactor, "reaction-round", {}, 14), (reactor, "reaction-rounds", {}, 8),
        (editor, "reaction-rounds", {}, 11), (editor, "reaction-overview", {}, 14),
        (editor, "reaction-overview", {"toon": "onbeantwoord"}, 14), (editor, "reaction-export-csv", {}, 14),
    ]  # fmt: skip
    for user, name, query, most in pages:
        client, args = as_(user), [] if name == "reaction-rounds" else [round_.pk]
        with django_assert_max_num_queries(most):
            assert client.get(reverse(name, args=args), query).status_code == 200
