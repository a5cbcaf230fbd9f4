import json
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from ladder.models import Signal
from measures.models import Catalogue, Measure, MeasureInForce
from meetings.actions import adopt, save_interpretation
from meetings.documents.canonical import as_json, from_json
from meetings.documents.content import note_content
from meetings.documents.formats import FORMATS, write
from meetings.documents.model import (
    CONSENT,
    DISCUSS,
    PointNote,
    QuestionNote,
    QuorumNote,
    RegionNote,
    VotesNote,
)
from meetings.documents.note import Note, note_of
from meetings.models import (
    ActionPoint,
    AgendaPoint,
    AgendaReason,
    Decision,
    Erratum,
    Meeting,
    MeetingSettings,
    Participant,
    RegionAnswer,
    RegionQuestion,
    RegionResponse,
    Theme,
)
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.measures.records import theme
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    all_levels,
    decided,
    deviation,
    item_of,
    level,
    meeting_on,
    small_meeting,
    without_four_eyes,
)

TOMORROW = HELD_ON + timedelta(days=1)

pytestmark = pytest.mark.django_db


def take_measure(code: str, *, since: date, until: date | None = None) -> MeasureInForce:
    catalogue, _made = Catalogue.objects.get_or_create(code="proef", defaults={"name": "Proef"})
    measure, _made = Measure.objects.get_or_create(
        catalogue=catalogue, title="Bezoek beperken", description="x", theme=theme()
    )
    area = Area.objects.get(code=code)
    return MeasureInForce.objects.create(measure=measure, area=area, since=since, until=until, entered_at=NOW)


def region(meeting: Meeting, code: str) -> RegionNote:
    return next(found for found in note_content(meeting).regions if found.code == code)


def test_a_region_has_level_reasons_and_values(chair: User) -> None:
    found = region(meeting_on(), "VR15")
    assert (found.name, found.computed.number, found.computed.name, found.state) == (
        "Haaglanden", 3, "ernstig", "complete",
    )  # fmt: skip
    assert any("ernstig" in reason for reason in found.reasons)
    (value,) = [value for value in found.values if value.signal == "positive_tests"]
    assert value.text == "151,0"
    assert (value.value, value.deciding, value.unit) == (151.0, True, "per 100.000 inwoners per 7 dagen")
    assert (found.interpretation, found.decision) == (None, None)


@pytest.mark.parametrize(("code", "state"), [("VR08", "unknown"), ("VR03", "absent")])
def test_a_region_without_level_says_so(chair: User, code: str, state: str) -> None:
    found = region(meeting_on(), code)
    assert (found.computed, found.state) == (None, state)
    assert found.state_label in ("onbekend", "niet berekend")


@pytest.mark.parametrize(("number", "differs"), [(3, False), (2, True)])
def test_the_decision_says_whether_it_differs(chair: User, number: int, differs: bool) -> None:
    meeting = meeting_on()
    decided(item_of(meeting), chair, number)
    found = region(meeting, "VR15").decision
    assert (found.level.number, found.differs, found.reason) == (number, differs, "omdat")
    assert (found.author.username, found.author.roles, found.valid_from) == ("voorzitter", "voorzitter", HELD_ON)


def test_the_latest_duiding_counts_and_an_emptied_one_is_none(chair: User, secretary: User) -> None:
    meeting = meeting_on()
    item = item_of(meeting)
    for base, text in enumerate(("een", "twee")):
        save_interpretation(item=item, text=text, base_number=base, by=secretary, now=NOW)
    assert region(meeting, "VR15").interpretation.text == "twee"
    save_interpretation(item=item, text="", base_number=2, by=secretary, now=NOW)
    assert region(meeting, "VR15").interpretation is None


def test_the_dates_stay_apart(chair: User) -> None:
    meeting = meeting_on()
    decided(item_of(meeting), chair)
    content = note_content(meeting)
    assert (content.data_from, content.data_until) == (date(2020, 9, 21), date(2020, 9, 27))
    assert (content.held_on, content.next_on) == (HELD_ON, date(2020, 10, 7))
    assert (content.reported_until, content.decided_at, content.valid_from) == (NOW, NOW, (HELD_ON,))
    assert content.computed_at < NOW
    assert (content.status, content.adopted_by) == ("concept", None)


def test_the_content_is_dutch_for_an_english_reader(chair: User) -> None:
    meeting = meeting_on()
    with override("en"):
        assert note_content(meeting).title == "Duidingsnotitie inschalingsoverleg week 39 van 2020"


def test_why_it_is_discussed_and_what_went_with_one_hammer(chair: User) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    AgendaReason.objects.create(
        item=item_of(meeting), code=AgendaReason.Code.ASKED, text="drukte in de zorg", by=chair, at=NOW
    )
    found = region(meeting, "VR15")
    assert found.category == DISCUSS
    assert any("drukte in de zorg" in reason for reason in found.agenda_reasons)
    assert (region(meeting, "VR01").category, region(meeting, "VR01").agenda_reasons) == (CONSENT, ())


def test_the_level_in_force_the_proposal_and_the_decision_stand_apart(chair: User, secretary: User) -> None:
    adopted(chair, ("VR15",))
    meeting = meeting_on("2020-W40")
    item = item_of(meeting)
    before = region(meeting, "VR15")
    assert (before.in_force.level.number, before.in_force.valid_from) == (2, HELD_ON)
    assert (before.proposal, before.decision) == (None, None)
    Decision.objects.create(
        item=item, stage="proposed", level=level(3), valid_from=TOMORROW, decided_by=secretary, decided_at=NOW
    )
    Decision.objects.create(
        item=item,
        level=level(2),
        valid_from=TOMORROW,
        next_review=date(2020, 10, 14),
        deviation=deviation(),
        reason="omdat",
        votes_for=3,
        votes_against=1,
        abstentions=0,
        minority_note="liever ernstig",
        waits_for_route=True,
        decided_by=chair,
        decided_at=NOW,
    )
    found = region(meeting, "VR15")
    assert (found.proposal.level.number, found.proposal.differs) == (3, False)
    assert (found.decision.deviation, found.decision.next_review) == ("begrensd cluster", date(2020, 10, 14))
    assert found.decision.votes == VotesNote(3, 1, 0)
    assert (found.decision.minority_note, found.decision.waits_for_route) == ("liever ernstig", True)


def test_what_the_region_says_and_was_asked(chair: User) -> None:
    meeting = meeting_on()
    item, contact = item_of(meeting), UserFactory(username="regio", groups=["region_contact"])
    RegionResponse.objects.create(
        item=item,
        number=1,
        view="reports_error",
        error_signal=Signal.objects.get(code="positive_tests"),
        error_text="dubbel geteld",
        context="cluster",
        proposed_level=level(2),
        proposal_reason="begrensd",
        receipt="VR15-AB12",
        author=contact,
        given_at=NOW,
    )
    question = RegionQuestion.objects.create(
        item=item, text="hoe nu?", due_on=date(2020, 10, 6), asked_by=chair, asked_at=NOW
    )
    for text in ("zo", "toch zo"):
        RegionAnswer.objects.create(question=question, text=text, author=contact, answered_at=NOW)
    found = region(meeting, "VR15")
    assert (found.response.error_signal, found.response.error_text) == ("positieve testen", "dubbel geteld")
    assert (found.response.proposed.number, found.response.author.roles) == (2, "regiocontact")
    assert found.questions == (QuestionNote("hoe nu?", NOW, date(2020, 10, 6), "toch zo", NOW),)


BEFORE = NOW - timedelta(days=2)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("answered_at", "adopted_at", "told"),
    [
        ([], BEFORE, True),  # open
        ([BEFORE - SECOND], BEFORE, False),  # answered before that meeting was adopted
        ([BEFORE], BEFORE, False),
        ([BEFORE + SECOND], BEFORE, True),  # between the meetings
        ([NOW - SECOND], BEFORE, True),
        ([NOW], BEFORE, True),
        ([BEFORE - SECOND, BEFORE + SECOND], BEFORE, True),
        ([BEFORE - SECOND], None, True),  # that meeting is not adopted yet
        ([NOW - SECOND], NOW, False),
        ([NOW - SECOND], NOW + SECOND, True),  # adopted after this one was opened
    ],
)
def test_a_question_of_an_earlier_meeting_comes_along_as_on_the_agenda(
    chair: User, answered_at: list[datetime], adopted_at: datetime | None, told: bool
) -> None:
    without_four_eyes()
    earlier = small_meeting(["VR15"], "2020-W38")
    question = RegionQuestion.objects.create(
        item=item_of(earlier), text="en?", due_on=HELD_ON, asked_by=chair, asked_at=BEFORE
    )
    for at in answered_at:
        RegionAnswer.objects.create(question=question, text="ja", author=chair, answered_at=at)
    decided(item_of(earlier), chair)
    if adopted_at:
        adopt(meeting=earlier, by=chair, now=adopted_at)
    later = meeting_on()
    assert [(found.text, found.answer) for found in region(later, "VR15").questions] == (
        [("en?", "ja" if answered_at else "")] * told
    )
    assert not region(later, "VR01").questions


def test_a_question_of_an_exercise_stands_in_no_later_document(chair: User) -> None:
    drill = small_meeting(["VR15"], "2020-W38")
    Meeting.objects.filter(pk=drill.pk).update(is_exercise=True)
    RegionQuestion.objects.create(item=item_of(drill), text="en?", due_on=HELD_ON, asked_by=chair, asked_at=NOW)
    assert not region(meeting_on(), "VR15").questions


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (HELD_ON, HELD_ON, True),
        (HELD_ON, None, True),
        (HELD_ON + timedelta(days=1), None, False),
        (HELD_ON - timedelta(days=9), HELD_ON - timedelta(days=1), False),
    ],
)
def test_the_measures_in_force_on_the_day_of_the_meeting(
    chair: User, since: date, until: date | None, told: bool
) -> None:
    meeting = meeting_on()
    take_measure("VR15", since=since, until=until)
    found = region(meeting, "VR15").measures
    assert [measure.title for measure in found] == (["Bezoek beperken"] if told else [])


def test_who_was_there_and_what_else_was_discussed(chair: User) -> None:
    meeting = meeting_on()
    MeetingSettings.objects.update_or_create(ladder=meeting.ladder, defaults={"quorum": 2})
    for function, votes, present in (("voorzitter", True, True), ("lid", True, False), ("gast", False, True)):
        Participant.objects.create(meeting=meeting, function=function, has_vote=votes, is_present=present)
    AgendaPoint.objects.create(meeting=meeting, title="Punt", text="tekst", by=chair, at=NOW)
    agreed(meeting, chair)
    content = note_content(Meeting.objects.get(pk=meeting.pk))
    assert content.quorum == QuorumNote(needed=2, present=1)
    assert {seat.function for seat in content.participants} == {"voorzitter", "lid", "gast"}
    assert content.points == (PointNote("Punt", "tekst"),)
    assert [(action.title, action.owner, action.state) for action in content.actions] == [("Doen", "DPG", "open")]
    assert [found.number for found in content.levels] == [1, 2, 3]


def test_a_concept_stands_at_its_last_change(chair: User, secretary: User) -> None:
    meeting = meeting_on()
    assert note_content(meeting).as_it_stood_at == NOW
    later = NOW + timedelta(minutes=5)
    save_interpretation(item=item_of(meeting), text="x", base_number=0, by=secretary, now=later)
    assert note_content(meeting).as_it_stood_at == later


@pytest.mark.parametrize("what", ["reason", "point", "action", "measure"])
def test_all_that_stands_in_a_concept_moves_its_moment(chair: User, what: str) -> None:
    meeting, later = meeting_on(), NOW + timedelta(minutes=5)
    made = {
        "reason": lambda: AgendaReason.objects.create(
            item=item_of(meeting), code=AgendaReason.Code.ASKED, text="x", by=chair, at=later
        ),
        "point": lambda: AgendaPoint.objects.create(meeting=meeting, title="Punt", by=chair, at=later),
        "action": lambda: agreed(meeting, chair, later),
        "measure": lambda: MeasureInForce.objects.filter(pk=take_measure("VR15", since=HELD_ON).pk).update(
            entered_at=later
        ),
    }
    made[what]()
    assert note_content(Meeting.objects.get(pk=meeting.pk)).as_it_stood_at == later


@pytest.mark.parametrize(("code", "since"), [("VR15", TOMORROW), ("GM0518", HELD_ON)])
def test_a_measure_that_does_not_stand_in_a_concept_does_not_move_it(chair: User, code: str, since: date) -> None:
    meeting = meeting_on()
    measure = take_measure(code, since=since)
    MeasureInForce.objects.filter(pk=measure.pk).update(entered_at=NOW + timedelta(minutes=5))
    assert note_content(meeting).as_it_stood_at == NOW


def agreed(meeting: Meeting, by: User, at: datetime = NOW) -> ActionPoint:
    return ActionPoint.objects.create(
        ladder=meeting.ladder,
        theme=Theme.objects.get(code="testen"),
        title="Doen",
        owner="DPG",
        due_on=HELD_ON,
        meeting=meeting,
        created_by=by,
        created_at=NOW,
        changed_at=at,
    )


def test_an_adopted_note_is_read_from_its_minutes_with_later_errata(chair: User) -> None:
    meeting, minutes = adopted(chair)
    for number, adopted_at in ((1, NOW), (2, None)):
        Erratum.objects.create(
            meeting=meeting,
            number=number,
            item=item_of(meeting),
            wrong="dit",
            right="dat",
            level=level(3),
            valid_from=HELD_ON,
            written_by=chair,
            written_at=NOW,
            adopted_by=chair if adopted_at else None,
            adopted_at=adopted_at,
        )
    note = note_of(meeting)
    assert (note.content.status, note.sha256) == ("adopted", minutes.sha256)
    assert as_json(note.content) == minutes.content
    (erratum,) = note.errata
    assert (erratum.number, erratum.region, erratum.level.name) == (1, "Haaglanden", "ernstig")


def test_minutes_of_format_1_are_read_and_shown(chair: User) -> None:
    _meeting, minutes = adopted(chair)
    data = json.loads(minutes.content)
    for name in ("is_exercise", "levels", "participants", "quorum", "points", "actions"):
        del data[name]
    for found in data["regions"]:
        for name in (
            "category", "agenda_reasons", "in_force", "proposal", "response", "questions", "measures",
        ):  # fmt: skip
            del found[name]
        for name in ("deviation", "next_review", "votes", "minority_note", "waits_for_route"):
            del found["decision"][name]
    content = from_json(json.dumps({**data, "format": 1}))
    assert content.format == 1
    for file_format in FORMATS:
        assert write(Note(content, minutes.sha256), "decisions", format=file_format)


def test_no_query_per_region(chair: User, secretary: User, django_assert_num_queries) -> None:
    small, large = small_meeting(["VR01", "VR15"], "2020-W38"), meeting_on(levels=all_levels())
    for meeting in (small, large):
        for item in meeting.items.select_related("area"):
            save_interpretation(item=item, text="x", base_number=0, by=secretary, now=NOW)
            RegionQuestion.objects.create(item=item, text="?", due_on=HELD_ON, asked_by=chair, asked_at=NOW)
            RegionResponse.objects.create(
                item=item,
                number=1,
                view="reports_error",
                error_signal=Signal.objects.get(code="positive_tests"),
                error_text="fout",
                receipt=f"R{item.pk}",
                author=chair,
                given_at=NOW,
            )
            decided(item, chair)
            if meeting == large:
                take_measure(item.area.code, since=HELD_ON)
    for meeting in (small, large):
        with django_assert_num_queries(22):
            note_of(Meeting.objects.select_related("ladder", "adopted_by").get(pk=meeting.pk))
