"""Sending a draft round, reacting to it, and saying what became of a reaction."""

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.formats import day as day_text
from ladder.plain_text import clean_text, refuse_control_characters
from measures.access import PUBLISH_CATALOGUE
from measures.entries import Entry, as_content, draft_entries
from measures.errors import MeasureError
from measures.models import Catalogue, Measure, Reaction, ReactionAnswer, ReactionRound
from measures.reactions.asking import groups_to_ask, is_asked
from measures.reactions.drafts import entries_in, entry_in


@transaction.atomic
def open_round(
    *, catalogue: Catalogue, groups: Collection[Group], question: str, closes_on: date, by: User, now: datetime
) -> ReactionRound:
    """Send the draft of a catalogue round as it stands, until and including a day; return the round.

    The same request while such a round is open returns that round. `PermissionDenied` without the right;
    `MeasureError` without groups, for a group that may not react, for a day that has passed, for an empty list.
    """
    _require_editor(by)
    catalogue = Catalogue.objects.select_for_update().get(pk=catalogue.pk)
    question, today = _typed(question), timezone.localdate(now)
    _refuse_groups(groups)
    if closes_on < today:
        raise MeasureError(_("This day has passed. Choose today or a later day."), field="closes_on")
    entries = draft_entries(catalogue)
    if not entries:
        raise MeasureError(_("This list has no entries yet: there is nothing to react to."), field="catalogue")
    same = _same_round(catalogue, groups, question, closes_on, entries)
    return same or _opened(catalogue, groups, question, closes_on, entries, by, now)


def _require_editor(by: User) -> None:
    if not by.has_perm(PUBLISH_CATALOGUE):
        raise PermissionDenied


def _refuse_groups(groups: Collection[Group]) -> None:
    if not groups:
        raise MeasureError(_("Choose who is asked."), field="groups")
    unable = {group.pk for group in groups} - set(groups_to_ask().values_list("pk", flat=True))
    if unable:
        raise MeasureError(_("Only choose groups whose members may react."), field="groups")


def _same_round(
    catalogue: Catalogue, groups: Collection[Group], question: str, closes_on: date, entries: list[Entry]
) -> ReactionRound | None:
    """Return the round that asks exactly this; `closes_on` has not passed, so it is open."""
    asked = {group.pk for group in groups}
    rounds = ReactionRound.objects.filter(catalogue=catalogue, question=question, closes_on=closes_on)
    for found in rounds.prefetch_related("groups"):
        if entries_in(found) == entries and {group.pk for group in found.groups.all()} == asked:
            return found
    return None


def _opened(
    catalogue: Catalogue,
    groups: Collection[Group],
    question: str,
    closes_on: date,
    entries: list[Entry],
    by: User,
    now: datetime,
) -> ReactionRound:
    content = [as_content(entry) for entry in entries]
    made = ReactionRound.objects.create(
        catalogue=catalogue, question=question, closes_on=closes_on, content=content, opened_by=by, opened_at=now
    )
    made.groups.set(groups)
    asked = sorted(group.name for group in groups)
    after = {"groups": asked, "closes_on": closes_on.isoformat(), "question": question, "entries": len(entries)}
    record("reactions.opened", about=made, by=by, now=now, after=after)
    return made


@transaction.atomic
def move_closing_day(*, round_: ReactionRound, closes_on: date, by: User, now: datetime) -> ReactionRound:
    """Let a round close on another day, today at the earliest: a closed round opens again.

    `PermissionDenied` without the right to publish; `MeasureError` for a day that has passed.
    """
    _require_editor(by)
    round_ = ReactionRound.objects.select_for_update().get(pk=round_.pk)
    if closes_on == round_.closes_on:
        return round_
    if closes_on < timezone.localdate(now):
        raise MeasureError(_("This day has passed. Choose today or a later day."), field="closes_on")
    before, round_.closes_on = round_.closes_on, closes_on
    round_.save(update_fields=["closes_on"])
    record(
        "reactions.moved",
        about=round_,
        by=by,
        now=now,
        before={"closes_on": before.isoformat()},
        after={"closes_on": closes_on.isoformat()},
    )
    return round_


@transaction.atomic
def react(
    *, round_: ReactionRound, measure: Measure | None, text: str, suggestion: str = "", by: User, now: datetime
) -> Reaction:
    """Store what somebody says of an entry, or of the whole draft (no measure), and the text that they suggest.

    A suggestion that is the text as it stands is none. The same twice in a row is stored once. `PermissionDenied`
    for whoever is not asked; `MeasureError` after the closing day, for an entry that is not in the draft, for a
    suggestion on the whole draft, and when nothing was said.
    """
    round_ = ReactionRound.objects.select_for_update().get(pk=round_.pk)
    if not is_asked(by, round_):
        raise PermissionDenied
    if not round_.is_open(timezone.localdate(now)):
        sentence = _("This round closed after %(day)s. Tell it to the editor of the list.")
        raise MeasureError(sentence % {"day": day_text(round_.closes_on)})
    text, suggestion = _typed(text), _suggested(round_, measure, suggestion)
    if not (text or suggestion):
        raise MeasureError(_("Write your reaction, or change the text of the entry."), field="text")
    last = Reaction.objects.filter(round=round_, measure=measure, by=by).order_by("pk").last()
    if last and (last.text, last.suggestion) == (text, suggestion):
        return last
    said = Reaction.objects.create(round=round_, measure=measure, text=text, suggestion=suggestion, by=by, at=now)
    after = {"entry": measure.title if measure else "", "text": text, "suggestion": suggestion}
    record("reactions.given", about=said, by=by, now=now, after=after, label=str(round_))
    return said


def _suggested(round_: ReactionRound, measure: Measure | None, suggestion: str) -> str:
    """Return the suggested text, empty when it is the entry's own."""
    suggestion = _typed(suggestion)
    if measure is None:
        if suggestion:
            raise MeasureError(_("Suggest another text at the entry it is about."), field="suggestion")
        return ""
    entry = entry_in(round_, str(measure.key))
    if entry is None:
        raise MeasureError(_("This entry is not in the draft that was sent round."))
    return "" if suggestion == clean_text(entry.description) else suggestion


@transaction.atomic
def answer_reaction(*, reaction: Reaction, verdict: str, why: str = "", by: User, now: datetime) -> ReactionAnswer:
    """Store what the editor does with a reaction, and why; a later answer supersedes it, the same is no change.

    `PermissionDenied` without the right to publish; `MeasureError` for an unknown verdict, and without a reason
    unless the reaction is adopted as it is.
    """
    _require_editor(by)
    reaction = (
        Reaction.objects.select_for_update(of=("self",)).select_related("round__catalogue").get(pk=reaction.pk)
    )
    why = _typed(why)
    if verdict not in ReactionAnswer.Verdict.values:
        raise MeasureError(_("Choose what you do with this reaction."), field="verdict")
    if not why and verdict != ReactionAnswer.Verdict.ADOPTED:
        raise MeasureError(_("Say why: who reacted reads it."), field="why")
    last = reaction.answers.order_by("pk").last()
    if last and (last.verdict, last.why) == (verdict, why):
        return last
    answer = ReactionAnswer.objects.create(reaction=reaction, verdict=verdict, why=why, by=by, at=now)
    record(
        "reactions.answered",
        about=reaction,
        by=by,
        now=now,
        before={"verdict": last.verdict, "why": last.why} if last else None,
        after={"verdict": verdict, "why": why},
        label=str(reaction.round),
    )
    return answer


def _typed(text: str) -> str:
    text = clean_text(text)
    refuse_control_characters(text)
    return text
