"""Work on the demonstration, so that every page has something on it. Runs in a process of the site itself.

    python manage.py shell --no-imports --command "from tests.browser.lived_in import main; main()"

The meeting on week 38 is adopted (the demonstration), with errata and a step on its route; the one on week 39 is
being prepared; on week 40 all is decided and nothing adopted; on week 41 there is an exercise; what was decided
on week 42 waits for its route; on week 43 the figures of three regions are not complete.
"""

import json
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.timezone import localdate

from dashboard.demo.accounts import demo_people
from ladder.actions.uploads import accept_upload, keep_upload
from ladder.models import Assessment, Ladder, SpreadsheetUpload
from ladder.upload_previews import preview_of, read_upload
from ladder.weeks import Week
from measures.actions.reactions import answer_reaction, open_round, react
from measures.models import Catalogue, Measure, MeasureInForce, ReactionAnswer
from meetings.actions import (
    add_point,
    adopt,
    adopt_consent,
    ask_for_region,
    ask_question,
    copy_participants,
    decide,
    lift_region,
    open_meeting,
    save_interpretation,
    start_session,
)
from meetings.actions.approvals import approve
from meetings.actions.decisions import levels_to_choose
from meetings.actions.errata import Correction, adopt_erratum, write_erratum
from meetings.actions.participants import Attendance, set_attendance
from meetings.actions.routes import record_route_entry
from meetings.models import Decision, DeviationReason, Meeting, RouteEntry, RouteStep
from tests.browser.accounts import LOCKED_OUT
from tests.integration.dashboard.records import computed_again

People = Mapping[str, User]
# Of a week before there was a ladder, so that taking it over changes no level.
SHEET = (
    "gebiedscode;gebied;datum;positieve testen\nVR01;Groningen;2020-06-01;{groningen}\nVR15;Haaglanden;{rest}\n"
)


def main() -> None:
    """Do the work, and print as JSON what addresses are filled with."""
    sys.stdout.write(json.dumps(live_in(now=timezone.now())))


def live_in(*, now: datetime) -> dict[str, object]:
    """Do all of the work; return the keys of what it made by the names that the addresses of states use."""
    people = demo_people()
    past = Meeting.objects.get(week_start=Week.parse("2020-W38").start)
    next_one = Meeting.objects.get(week_start=Week.parse("2020-W39").start)
    _decide_everything(_opened("2020-W40", people, now), people, now)
    _leave_waiting(_opened("2020-W42", people, now), people, now)
    _leave_provisional("2020-W43", ["VR01", "VR06", "VR13"], now)
    _lock_out(now)
    return {
        **_prepare(next_one, people, now),
        **_correct(past, people, now),
        **_send_round(people, now),
        **_send_figures(people, now),
        "exercise": _opened("2020-W41", people, now, is_exercise=True).key,
        "in_force": MeasureInForce.objects.filter(area__code="VR15").earliest("pk").pk,
        "measure": str(Measure.objects.get(title="Toezicht op drukke plekken").key),
        "measure_row": Measure.objects.get(title="Toezicht op drukke plekken").pk,
    }


def _opened(week: str, people: People, now: datetime, *, is_exercise: bool = False) -> Meeting:
    ladder = Ladder.objects.get(code="regionaal")
    return open_meeting(
        ladder=ladder, week=Week.parse(week), as_of=now, now=now, by=people["chair"], is_exercise=is_exercise
    )


def _prepare(meeting: Meeting, people: People, now: datetime) -> dict[str, object]:
    """Write, ask and propose for the meeting that comes, and decide one region in advance."""
    chair, secretary = people["chair"], people["secretary"]
    items = {item.area.code: item for item in meeting.items.select_related("area", "assessment__level", "meeting")}
    item, other = items["VR15"], items["VR13"]
    text = "De stijging zit vooral bij studenten.\nDe GGD kan het bron- en contactonderzoek nog aan."
    save_interpretation(item=item, text=text, base_number=0, by=chair, now=now)
    level = levels_to_choose(item, meeting).get(number=1)
    because = {"deviation": DeviationReason.objects.get(code="cluster"), "reason": "Eén uitbraak, onder controle."}
    valid_from = meeting.held_on + timedelta(days=1)
    decide(item=item, level=level, valid_from=valid_from, by=chair, now=now, **because)
    level = levels_to_choose(other, meeting).get(number=2)
    decide(
        item=other, level=level, valid_from=valid_from, stage=Decision.Stage.PROPOSED, by=secretary, now=now,
        **because,
    )  # fmt: skip
    ask_for_region(item=items["VR22"], text="De ziekenhuizen lopen vol.", by=people["sector_lead"], now=now)
    lift_region(item=items["VR10"], by=chair, now=now)
    add_point(meeting=meeting, title="Herfstvakantie", text="Wat vragen we van reizigers?", by=chair, now=now)
    copy_participants(meeting=meeting, by=secretary, now=now)
    question = ask_question(
        item=item, text="Hoeveel contacten zijn nog niet bereikt?", due_on=now.date() + timedelta(days=7),
        by=chair, now=now,
    )  # fmt: skip
    return {"question": question.pk}


def _decide_everything(meeting: Meeting, people: People, now: datetime) -> None:
    chair, valid_from = people["chair"], meeting.held_on + timedelta(days=1)
    start_session(meeting=meeting, by=chair, now=now)
    adopt_consent(meeting=meeting, valid_from=valid_from, by=chair, now=now)
    for item in meeting.items.undecided().select_related("area", "assessment__level"):
        level = item.assessment.level
        decide(item=item, level=level, valid_from=valid_from, reason="", by=chair, now=now)


def _leave_waiting(meeting: Meeting, people: People, now: datetime) -> None:
    """Decide every region and adopt, while all of it waits for its route: nothing comes into force."""
    chair, secretary, valid_from = people["chair"], people["secretary"], meeting.held_on + timedelta(days=1)
    copy_participants(meeting=meeting, by=secretary, now=now)
    seats = {seat.pk: Attendance(is_present=True, has_vote=seat.has_vote) for seat in meeting.participants.all()}
    set_attendance(meeting=meeting, seats=seats, by=secretary, now=now)
    start_session(meeting=meeting, by=chair, now=now)
    for item in meeting.items.select_related("area", "assessment__level"):
        level = item.assessment.level
        decide(item=item, level=level, valid_from=valid_from, reason="", waits_for_route=True, by=chair, now=now)
    approve(meeting=meeting, by=secretary, now=now)
    adopt(meeting=meeting, by=chair, now=now)


def _leave_provisional(week: str, codes: list[str], now: datetime) -> None:
    """Compute regions again as if days were missing: their levels are at least what they were."""
    levels = Assessment.objects.known_at(now).for_week(Week.parse(week)).filter(version__ladder__code="regionaal")
    for found in levels.filter(area__code__in=codes):
        signals = [one | {"state": "incomplete", "days": 5} for one in found.facts["signals"]]
        facts = found.facts | {"state": "provisional", "signals": signals}
        computed_again(found, state="provisional", facts=facts)


def _correct(meeting: Meeting, people: People, now: datetime) -> dict[str, object]:
    """Adopt one erratum, leave another as a draft, and take the outcome to the first step of the route."""
    secretary, item = people["secretary"], meeting.items.get(area__code="VR15")
    texts = (("breed", "vooral bij studenten"), ("drie wijken", "twee wijken"))
    done, draft = (
        write_erratum(
            meeting=meeting, correction=Correction(wrong=wrong, right=right, item=item), by=secretary, now=now
        )
        for wrong, right in texts
    )
    adopt_erratum(erratum=done, by=people["chair"], now=now)
    step, outcome = RouteStep.objects.get(code="DOC"), RouteEntry.Outcome.AGREED
    record_route_entry(meeting=meeting, step=step, outcome=outcome, held_on=localdate(now), by=secretary, now=now)
    return {"erratum": draft.number, "erratum_adopted": done.number}


def _send_round(people: People, now: datetime) -> dict[str, object]:
    """Send the draft of a list round; one reaction is answered, one is not."""
    editor, lead = people["editor"], people["sector_lead"]
    round_ = open_round(
        catalogue=Catalogue.objects.get(code="jeugd"), groups=[Group.objects.get(name="sector_lead")],
        question="Klopt dit met de afspraken in uw sector?", closes_on=localdate(now) + timedelta(days=7),
        by=editor, now=now,
    )  # fmt: skip
    entries = Measure.objects.filter(key__in=[entry["key"] for entry in round_.content]).order_by("pk")
    said = [
        react(round_=round_, measure=entry, text=text, by=lead, now=now)
        for entry, text in zip(entries, ("Begin bij de jongsten.", "Wie voert dit uit?"), strict=False)
    ]
    answer_reaction(reaction=said[0], verdict=ReactionAnswer.Verdict.ADOPTED, by=editor, now=now)
    return {"round": round_.pk}


def _send_figures(people: People, now: datetime) -> dict[str, object]:
    """Send in spreadsheets: one with mistakes, one to say yes to, and one that was taken over."""
    good, bad = (
        SHEET.format(groningen=12, rest="2020-06-01;30"),
        SHEET.format(groningen="=1+1", rest="2020-31-31;1.5"),
    )
    uploads = [
        keep_upload(content=content.encode(), file_name=name, by=people["secretary"], now=now)
        for name, content in (("fout.csv", bad), ("goed.csv", good), ("eerder.csv", good))
    ]
    _take_over(uploads[-1], people, now)
    return dict(zip(("upload_bad", "upload_good", "upload_taken"), (upload.pk for upload in uploads), strict=True))


def _take_over(upload: SpreadsheetUpload, people: People, now: datetime) -> None:
    seen = preview_of(read_upload(upload), at=now).digest
    accept_upload(upload=upload, only_good=False, seen=seen, by=people["secretary"], now=now)


def _lock_out(now: datetime) -> None:
    """Let one account have been guessed at too often."""
    AccessAttempt.objects.create(
        username=LOCKED_OUT, ip_address="127.0.0.1", attempt_time=now, user_agent="",
        failures_since_start=settings.AXES_FAILURE_LIMIT,
    )  # fmt: skip
