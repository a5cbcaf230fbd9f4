"""Sending a draft round, reacting to it, and answering: the actions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ladder.append_only import AppendOnlyError
from ladder.models import AuditEntry
from measures.actions.reactions import answer_reaction, move_closing_day, open_round, react
from measures.errors import MeasureError
from measures.models import Reaction, ReactionAnswer, ReactionRound
from tests.factories import UserFactory
from tests.integration.measures.reaction_records import a_reaction, a_round, entry_row, groups
from tests.integration.measures.records import catalogue, measure

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 9, 3, 10, tzinfo=UTC)
LAST_DAY = date(2020, 9, 7)
DAY = timedelta(days=1)
LAST_MOMENT = datetime(2020, 9, 7, 21, 59, 59, tzinfo=UTC)  # one second before midnight in the Netherlands
TOO_LATE = LAST_MOMENT + timedelta(seconds=1)


@pytest.fixture
def round_(editor: User) -> ReactionRound:
    measure("Bezoek", description="Bezoek kan altijd.")
    return a_round(editor, now=NOW, closes_on=LAST_DAY)


# Opening


def test_a_round_holds_the_draft_as_it_was(round_: ReactionRound):
    row = entry_row(round_)
    row.description = "Later veranderd."
    row.save()

    assert [entry["description"] for entry in ReactionRound.objects.get().content] == ["Bezoek kan altijd."]


def test_a_round_is_in_the_audit_trail(round_: ReactionRound, editor: User):
    entry = AuditEntry.objects.get(action="reactions.opened")

    assert (entry.by, entry.at, entry.object_id) == (editor, NOW, str(round_.pk))
    assert entry.after == {
        "groups": ["region_contact", "sector_lead"], "closes_on": "2020-09-07", "question": "", "entries": 1,
    }  # fmt: skip


def test_the_same_round_twice_is_one(round_: ReactionRound, editor: User):
    assert a_round(editor, now=NOW + DAY, closes_on=LAST_DAY) == round_
    assert AuditEntry.objects.filter(action="reactions.opened").count() == 1


@pytest.mark.parametrize(
    "change", [{"question": "Nog iets?"}, {"closes_on": LAST_DAY + DAY}, {"groups": ["sector_lead"]}]
)
def test_another_question_day_or_group_is_another_round(round_: ReactionRound, editor: User, change: dict):
    if "groups" in change:
        change = {"groups": groups(change["groups"])}
    assert a_round(editor, now=NOW, **{"closes_on": LAST_DAY, **change}) != round_


def test_another_draft_is_another_round(round_: ReactionRound, editor: User):
    measure("Nieuw")
    assert a_round(editor, now=NOW, closes_on=LAST_DAY) != round_


@pytest.mark.parametrize(("closes_on", "is_taken"), [(NOW.date(), True), (NOW.date() - DAY, False)])
def test_a_round_closes_today_at_the_earliest(editor: User, closes_on: date, is_taken: bool):
    if is_taken:
        assert a_round(editor, now=NOW, closes_on=closes_on).is_open(closes_on)
    else:
        with pytest.raises(MeasureError) as refused:
            a_round(editor, now=NOW, closes_on=closes_on)
        assert refused.value.field == "closes_on"


@pytest.mark.parametrize("names", [[], ["viewer"], ["viewer", "sector_lead"]])
def test_only_groups_that_may_react_are_asked(editor: User, names: list[str]):
    with pytest.raises(MeasureError) as refused:
        a_round(editor, now=NOW, closes_on=LAST_DAY, groups=groups(names))
    assert refused.value.field == "groups"


def test_an_empty_list_is_not_sent_round(editor: User):
    with pytest.raises(MeasureError) as refused:
        open_round(catalogue=catalogue(), groups=groups(), question="", closes_on=LAST_DAY, by=editor, now=NOW)
    assert refused.value.field == "catalogue"


def test_only_editors_send_a_draft_round(lead: User):
    with pytest.raises(PermissionDenied):
        a_round(lead, now=NOW, closes_on=LAST_DAY)


# Moving the closing day


def test_a_closed_round_opens_again_on_another_day(round_: ReactionRound, editor: User, lead: User):
    move_closing_day(round_=round_, closes_on=LAST_DAY + DAY, by=editor, now=TOO_LATE)

    a_reaction(round_, by=lead, now=TOO_LATE)
    entry = AuditEntry.objects.get(action="reactions.moved")
    assert (entry.before, entry.after) == ({"closes_on": "2020-09-07"}, {"closes_on": "2020-09-08"})


def test_the_same_closing_day_is_no_change(round_: ReactionRound, editor: User):
    move_closing_day(round_=round_, closes_on=LAST_DAY, by=editor, now=TOO_LATE)
    assert not AuditEntry.objects.filter(action="reactions.moved").exists()


def test_the_closing_day_does_not_move_to_the_past(round_: ReactionRound, editor: User):
    with pytest.raises(MeasureError):
        move_closing_day(round_=round_, closes_on=NOW.date() - DAY, by=editor, now=NOW)


def test_only_editors_move_the_closing_day(round_: ReactionRound, lead: User):
    with pytest.raises(PermissionDenied):
        move_closing_day(round_=round_, closes_on=LAST_DAY + DAY, by=lead, now=NOW)


# Reacting


def test_a_reaction_is_stored_and_recorded(round_: ReactionRound, lead: User):
    said = react(
        round_=round_, measure=entry_row(round_), text=" Goed.\r\n", suggestion="Bezoek kan bijna altijd.",
        by=lead, now=NOW,
    )  # fmt: skip

    assert (said.text, said.suggestion, said.by, said.at) == ("Goed.", "Bezoek kan bijna altijd.", lead, NOW)
    entry = AuditEntry.objects.get(action="reactions.given")
    assert entry.after == {"entry": "Bezoek", "text": "Goed.", "suggestion": "Bezoek kan bijna altijd."}


@pytest.mark.parametrize(("moment", "is_taken"), [(LAST_MOMENT, True), (TOO_LATE, False)])
def test_a_round_closes_by_itself_after_its_last_day(
    round_: ReactionRound, lead: User, moment: datetime, is_taken: bool
):
    if is_taken:
        a_reaction(round_, by=lead, now=moment)
    else:
        with pytest.raises(MeasureError):
            a_reaction(round_, by=lead, now=moment)
    assert Reaction.objects.exists() is is_taken


@pytest.mark.parametrize("role", ["viewer", "editor", "secretary", "administrator"])
def test_only_who_is_asked_reacts(round_: ReactionRound, role: str):
    with pytest.raises(PermissionDenied):
        a_reaction(round_, by=UserFactory(groups=[role]), now=NOW)


def test_the_right_without_the_group_is_not_enough(round_: ReactionRound):
    with pytest.raises(PermissionDenied):
        a_reaction(round_, by=UserFactory(permissions=["measures.react_to_catalogue"]), now=NOW)


def test_the_group_without_the_right_is_not_enough(round_: ReactionRound, lead: User):
    lead.groups.get().permissions.clear()
    with pytest.raises(PermissionDenied):
        a_reaction(round_, by=User.objects.get(pk=lead.pk), now=NOW)


@pytest.mark.parametrize("suggestion", ["", " \n", "Bezoek kan altijd.", "Bezoek kan altijd.\r\n"])
def test_saying_nothing_is_refused(round_: ReactionRound, lead: User, suggestion: str):
    with pytest.raises(MeasureError) as refused:
        a_reaction(round_, by=lead, now=NOW, text=" ", suggestion=suggestion)
    assert refused.value.field == "text"


def test_a_suggestion_alone_is_enough(round_: ReactionRound, lead: User):
    assert a_reaction(round_, by=lead, now=NOW, text="", suggestion="Bezoek kan.").suggestion == "Bezoek kan."


def test_the_text_as_it_stands_is_no_suggestion(round_: ReactionRound, lead: User):
    assert a_reaction(round_, by=lead, now=NOW, suggestion="Bezoek kan altijd. ").suggestion == ""


def test_the_whole_draft_gets_a_reaction_without_suggestion(round_: ReactionRound, lead: User):
    assert a_reaction(round_, by=lead, now=NOW, measure=None).measure is None
    with pytest.raises(MeasureError) as refused:
        a_reaction(round_, by=lead, now=NOW, measure=None, suggestion="Iets anders.")
    assert refused.value.field == "suggestion"


def test_an_entry_that_came_later_is_not_in_the_draft(round_: ReactionRound, lead: User):
    with pytest.raises(MeasureError):
        a_reaction(round_, by=lead, now=NOW, measure=measure("Later"))


def test_the_same_reaction_twice_in_a_row_is_one(round_: ReactionRound, lead: User):
    first = a_reaction(round_, by=lead, now=NOW)
    assert a_reaction(round_, by=lead, now=NOW + DAY) == first
    other = a_reaction(round_, by=lead, now=NOW, text="Toch niet.")
    assert other != first
    assert a_reaction(round_, by=lead, now=NOW) not in (first, other)


def test_control_characters_are_refused(round_: ReactionRound, lead: User):
    with pytest.raises(ValidationError):
        a_reaction(round_, by=lead, now=NOW, text="a\x07b")


# Answering


def test_a_later_answer_supersedes(round_: ReactionRound, editor: User, lead: User):
    said = a_reaction(round_, by=lead, now=NOW)
    first = answer_reaction(reaction=said, verdict="not", why="Kan niet.", by=editor, now=NOW)
    again = answer_reaction(reaction=said, verdict="not", why="Kan niet. ", by=editor, now=NOW + DAY)
    later = answer_reaction(reaction=said, verdict="adopted", by=editor, now=NOW + DAY)

    assert again == first
    assert list(said.answers.order_by("pk")) == [first, later]
    entry = AuditEntry.objects.filter(action="reactions.answered").latest("pk")
    assert (entry.before, entry.after) == (
        {"verdict": "not", "why": "Kan niet."}, {"verdict": "adopted", "why": ""},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "why", "field"),
    [
        ("adopted", "", None),
        ("partly", "Deels.", None),
        ("partly", " ", "why"),
        ("not", "", "why"),
        ("maybe", "Misschien.", "verdict"),
        ("", "", "verdict"),
    ],
)
def test_what_is_not_adopted_has_a_reason(
    round_: ReactionRound, editor: User, lead: User, verdict: str, why: str, field: str | None
):
    said = a_reaction(round_, by=lead, now=NOW)
    if field is None:
        assert answer_reaction(reaction=said, verdict=verdict, why=why, by=editor, now=NOW).verdict == verdict
    else:
        with pytest.raises(MeasureError) as refused:
            answer_reaction(reaction=said, verdict=verdict, why=why, by=editor, now=NOW)
        assert refused.value.field == field


def test_only_editors_answer(round_: ReactionRound, lead: User):
    said = a_reaction(round_, by=lead, now=NOW)
    with pytest.raises(PermissionDenied):
        answer_reaction(reaction=said, verdict="adopted", by=lead, now=NOW)


@pytest.mark.both_databases
def test_reactions_and_answers_are_never_edited(round_: ReactionRound, editor: User, lead: User):
    said = a_reaction(round_, by=lead, now=NOW)
    answer = answer_reaction(reaction=said, verdict="adopted", by=editor, now=timezone.now())
    for row in (said, answer):
        with pytest.raises(AppendOnlyError):
            row.save()
        with pytest.raises(AppendOnlyError):
            row.delete()
    assert (Reaction.objects.count(), ReactionAnswer.objects.count()) == (1, 1)
