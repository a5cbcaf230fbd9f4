"""The essentials of an entry of the audit trail, as a person would tell them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.pages.audit_words import NOTHING, Names, changes_of
from ladder import formats
from ladder.models import AuditEntry
from meetings.models import RegionResponse, RouteEntry, RouteStep
from regions.models import Area

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Sentence:
    """What comes behind "who did what": the gist, facts to it, and texts that somebody typed, with their names."""

    gist: str = ""
    facts: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class StoryNames:
    """What codes and ids stand for."""

    names: Names = field(default_factory=Names)
    areas: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)


def names_for(entries: Sequence[AuditEntry], regions: Iterable[Area]) -> StoryNames:
    """Return all names that a story needs, in at most three queries."""
    has_steps = any(entry.action == "route.recorded" for entry in entries)
    steps = dict(RouteStep.objects.values_list("code", "name")) if has_steps else {}
    return StoryNames(Names.of(entries), {area.code: area.name for area in regions}, steps)


def sentence_of(act: Sequence[AuditEntry], names: StoryNames, region: Area | None) -> Sentence:
    """Return the essentials of entries that are one act, for the story of a meeting or of one region in it."""
    entry, last = act[0], act[-1]
    if entry.action == "interpretation.saved":
        return _interpretation(entry.after or {}, last.after or {})
    if entry.action == "meeting.opened":
        return _opened(entry.after or {}, region)
    tell = TELLERS.get(entry.action)
    return tell(entry.after or {}, entry.before or {}, names) if tell else _changes(entry, names)


def _interpretation(first: Facts, last: Facts) -> Sentence:
    if last.get("restored"):
        return Sentence(_("version %(number)s was put back") % {"number": last["restored"]})
    span = {"first": first.get("version"), "last": last.get("version")}
    gist = _("version %(last)s") if span["first"] == span["last"] else _("versions %(first)s–%(last)s")
    return Sentence(gist % span)


def _opened(after: Facts, region: Area | None) -> Sentence:
    facts = [_("figures reported until %(moment)s") % {"moment": _moment(after.get("as_of"))}]
    discuss = after.get("discuss") or []
    if region:
        return Sentence(_("to be discussed") if region.code in discuss else _("a consent item"), tuple(facts))
    gist = ngettext("%(number)s region to discuss", "%(number)s regions to discuss", len(discuss))
    return Sentence(gist % {"number": len(discuss)}, tuple(facts))


def _decision(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    facts = [_("valid from %(day)s") % {"day": _day(after.get("valid_from"))}]
    if after.get("next_review"):
        facts.append(_("next review %(day)s") % {"day": _day(after["next_review"])})
    if after.get("waits_for_route"):
        facts.append(_("waits for its route"))
    if after.get("with_one_hammer"):
        facts.append(_("with one hammer"))
    if before.get("level") not in (None, after.get("level")):
        facts.append(_("before: %(level)s") % {"level": names.names.level(before["level"])})
    votes = after.get("votes") or []
    if votes and None not in votes:
        told = {"in_favour": votes[0], "against": votes[1], "abstained": votes[2]}
        facts.append(_("votes: %(in_favour)s for, %(against)s against, %(abstained)s abstained") % told)
    kind = names.names.deviations.get(after.get("deviation") or 0)
    reason = _("Reason (%(kind)s)") % {"kind": kind} if kind else _("Reason")
    texts = ((reason, after.get("reason")), (_("Minority note"), after.get("minority_note")))
    return Sentence(names.names.level(after.get("level")), tuple(facts), _given(texts))


def _response(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    facts = []
    if after.get("error_signal"):
        facts.append(_("signal: %(signal)s") % {"signal": after["error_signal"]})
    if after.get("proposed_level"):
        facts.append(_("proposes level %(number)s") % {"number": after["proposed_level"]})
    if after.get("receipt"):
        facts.append(_("receipt %(code)s") % {"code": after["receipt"]})
    view = dict(RegionResponse.View.choices).get(after.get("view", ""), "")
    return Sentence(str(view).rstrip("."), tuple(facts))


def _question(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    gist = _("to be answered by %(day)s") % {"day": _day(after.get("due_on"))}
    return Sentence(gist, texts=_given([(_("Question"), after.get("text"))]))


def _answer(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    return Sentence(texts=_given([(_("Answer"), after.get("answer"))]))


def _text(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    return Sentence(after.get("title", ""), texts=_given([("", after.get("text"))]))


def _route(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    step = names.steps.get(after.get("step", ""), after.get("step", ""))
    outcome = dict(RouteEntry.Outcome.choices).get(after.get("outcome", ""), "")
    facts = (_("on %(day)s") % {"day": _day(after.get("held_on"))},)
    return Sentence(f"{step}: {outcome}", facts, _given([(_("Remarks"), after.get("remarks"))]))


def _approved(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    number = after.get("decisions", 0)
    return Sentence(ngettext("%(number)s decision", "%(number)s decisions", number) % {"number": number})


def _adopted(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    return Sentence(facts=(f"SHA-256 {after.get('sha256', '')[:16]}…",))


def _erratum(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    told = {**before, **after}
    gist = _("erratum %(number)s") % {"number": told["number"]} if told.get("number") else ""
    facts = []
    if told.get("level"):
        facts.append(_("level %(level)s from %(day)s") % {"level": told["level"], "day": _day(told["valid_from"])})
    texts = ((_("Stands there"), told.get("wrong")), (_("Must be"), told.get("right")))
    return Sentence(gist, tuple(facts), _given(texts))


def _seats(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    number = max(len(after.get("participants") or []), len(before.get("participants") or []))
    return Sentence(ngettext("%(number)s participant", "%(number)s participants", number) % {"number": number})


def _plain(after: Facts, before: Facts, names: StoryNames) -> Sentence:
    return Sentence()


def _changes(entry: AuditEntry, names: StoryNames) -> Sentence:
    """Tell what an entry has that has no teller of its own: its title, or its fields with what they became."""
    after = entry.after or {}
    if after.get("title"):
        return Sentence(str(after["title"]))
    changed = changes_of(entry, names.names)
    facts = (f"{one.label.lower()}: {one.after}" for one in changed if one.after and one.after != NOTHING)
    area = names.areas.get(str(after.get("area")))
    return Sentence(area or entry.object_label, tuple(facts))


def _given(texts: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in texts if text)


def _day(value: str | None) -> str:
    return formats.day(date.fromisoformat(value)) if value else NOTHING


def _moment(value: str | None) -> str:
    return formats.moment(datetime.fromisoformat(value)) if value else NOTHING


TELLERS: dict[str, Callable[[Facts, Facts, StoryNames], Sentence]] = {
    "meeting.agenda_closed": _plain,
    "meeting.started": _plain,
    "meeting.adopted": _adopted,
    "agenda.asked": _text,
    "agenda.lifted": _text,
    "agenda.point_added": _text,
    "participants.changed": _seats,
    "decision.proposed": _decision,
    "decision.decided": _decision,
    "decisions.approved": _approved,
    "response.given": _response,
    "question.asked": _question,
    "question.answered": _answer,
    "route.recorded": _route,
    "erratum.written": _erratum,
    "erratum.withdrawn": _erratum,
    "erratum.adopted": _erratum,
}
