"""What there is to look at before a meeting is adopted."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.four_eyes import checkers_of, fingerprint_of, unchecked
from meetings.models import AgendaItem, Approval, Decision, Meeting, MeetingSettings, RegionQuestion
from meetings.participants import Quorum, quorum_of


@dataclass(frozen=True)
class CheckedDecision:
    """A decision with those who checked it beside its writer."""

    item: AgendaItem
    decision: Decision
    checkers: tuple[Approval, ...]


@dataclass(frozen=True)
class AdoptionReview:
    """A meeting before its adoption. `fingerprint` is that of the decisions shown.

    `obstacles`: why the reader could not adopt it now, in sentences. `void`: checks of decisions that have been
    replaced since. `may_check`: whether a check by the reader adds anything.
    """

    total: int
    undecided: tuple[AgendaItem, ...]
    deviations: tuple[AgendaItem, ...]
    checked: tuple[CheckedDecision, ...]
    approvals: tuple[Approval, ...]
    void: tuple[Approval, ...]
    questions: tuple[RegionQuestion, ...]
    quorum: Quorum
    four_eyes: bool
    fingerprint: str
    may_check: bool
    obstacles: tuple[str, ...]

    @property
    def decided(self) -> int:
        return len(self.checked)


def adoption_review_of(meeting: Meeting, reader: User) -> AdoptionReview:
    """Return what a reader has to know before a meeting is adopted, in nine queries for any number of regions."""
    items = tuple(meeting.items.with_latest().defer("assessment__facts"))
    decisions = [item.decision for item in items if item.decision]
    fingerprint = fingerprint_of(decisions)
    approvals = list(meeting.approvals.select_related("by"))
    valid = tuple(approval for approval in approvals if approval.fingerprint == fingerprint)
    four_eyes, quorum = MeetingSettings.of(meeting.ladder).four_eyes, quorum_of(meeting)
    undecided = tuple(item for item in items if item.decision is None)
    own = unchecked(decisions, valid, adopter_id=reader.pk) if four_eyes else ()
    return AdoptionReview(
        total=len(items),
        undecided=undecided,
        deviations=tuple(item for item in items if item.differs),
        checked=tuple(
            CheckedDecision(item, item.decision, checkers_of(item.decision, valid))
            for item in items
            if item.decision
        ),
        approvals=valid,
        void=tuple(approval for approval in approvals if approval.fingerprint != fingerprint),
        questions=_open_questions(meeting),
        quorum=quorum,
        four_eyes=four_eyes,
        fingerprint=fingerprint,
        may_check=_may_check(decisions, valid, reader),
        obstacles=tuple(_obstacles(undecided, quorum, own, len(decisions))),
    )


def _open_questions(meeting: Meeting) -> tuple[RegionQuestion, ...]:
    found = RegionQuestion.objects.filter(item__meeting=meeting).unanswered()
    return tuple(found.select_related("item__area").order_by("due_on", "pk"))


def _may_check(decisions: list[Decision], approvals: tuple[Approval, ...], reader: User) -> bool:
    checked = any(approval.by_id == reader.pk for approval in approvals)
    return not checked and any(decision.decided_by_id != reader.pk for decision in decisions)


def _obstacles(
    undecided: tuple[AgendaItem, ...], quorum: Quorum, own: tuple[Decision, ...], decided: int
) -> list[str]:
    found = []
    if undecided:
        sentence = ngettext(
            "%(number)s region has no decision yet", "%(number)s regions have no decision yet", len(undecided)
        )
        found.append(sentence % {"number": len(undecided)} + ".")
    if not quorum.is_met:
        sentence = _("There is no quorum: %(present)s members with a vote are present, %(needed)s are needed.")
        found.append(sentence % {"present": quorum.present, "needed": quorum.needed})
    if own:
        found.append(_four_eyes_sentence(len(own), decided))
    return found


def _four_eyes_sentence(own: int, decided: int) -> str:
    if own == decided:
        return _("Four eyes: you took all decisions yourself. Somebody else has to check them first.")
    sentence = ngettext(
        "Four eyes: you took %(number)s decision yourself. Somebody else has to check it first.",
        "Four eyes: you took %(number)s decisions yourself. Somebody else has to check them first.",
        own,
    )
    return sentence % {"number": own}
