"""The decision list: who was there, what was decided and why, and what is to be done."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from meetings.documents.blocks import Block, Cell, Column, Heading, Paragraph, Table
from meetings.documents.model import (
    CONSENT,
    ActionNote,
    DecisionNote,
    NoteContent,
    ParticipantNote,
    PointNote,
    RegionNote,
)
from meetings.documents.outline_region import decision_lines, question_lines
from meetings.documents.outline_text import lines_of
from meetings.documents.words import NOTHING, capital, level_in_words, short_day


def decision_blocks(content: NoteContent, regions: Sequence[RegionNote], region: RegionNote | None) -> list[Block]:
    """Return the decisions with what led to them; of one region, without what concerns the whole meeting."""
    blocks = _decisions(regions) + _explanations(regions) + _questions(regions)
    if region is None:
        blocks = _participants(content) + blocks + _points(content.points)
    actions = [action for action in content.actions if region is None or action.region == region.name]
    return blocks + _actions(actions)


def _participants(content: NoteContent) -> list[Block]:
    if not content.participants:
        return []
    columns = (
        Column(_("Function"), 6), Column(_("Organisation"), 5), Column(_("Vote"), 2), Column(_("Present"), 3)
    )  # fmt: skip
    blocks: list[Block] = [
        Heading(_("Participants"), 1),
        Table(columns, tuple(_participant_row(seat) for seat in content.participants)),
    ]
    if content.quorum:
        facts = {"present": content.quorum.present, "needed": content.quorum.needed}
        blocks.append(Paragraph(_("Members with a vote present: %(present)s; quorum: %(needed)s.") % facts))
    return blocks


def _participant_row(seat: ParticipantNote) -> tuple[Cell, ...]:
    vote, present = (_("yes") if is_so else _("no") for is_so in (seat.has_vote, seat.is_present))
    return (Cell(capital(seat.function)), Cell(seat.organisation or NOTHING), Cell(vote), Cell(present))


def _decisions(regions: Sequence[RegionNote]) -> list[Block]:
    """Return the decisions: those that were discussed apart from those that went with one hammer."""
    discussed = [region for region in regions if region.category != CONSENT]
    consented = [region for region in regions if region.category == CONSENT]
    blocks: list[Block] = [Heading(_("Decisions"), 1)]
    if not (discussed and consented):
        return [*blocks, _decision_table(regions)]
    return [
        *blocks,
        *(Heading(_("Items for discussion"), 2), _decision_table(discussed)),
        *(Heading(_("Consent items"), 2), _decision_table(consented)),
    ]


def _decision_table(regions: Iterable[RegionNote]) -> Table:
    columns = (
        Column(_("Safety region"), 4.4),
        Column(_("Decided level"), 2.8),
        Column(_("Valid from"), 2.4),
        Column(_("Next review"), 2.4),
        Column(_("Particulars"), 4),
    )
    return Table(columns, tuple(_decision_row(region) for region in regions))


def _decision_row(region: RegionNote) -> tuple[Cell, ...]:
    made = region.decision
    if made is None:
        return (Cell(region.name), Cell(_("not decided")), Cell(NOTHING), Cell(NOTHING), Cell(NOTHING))
    return (
        Cell(region.name),
        Cell(level_in_words(made.level), made.level.colour),
        Cell(short_day(made.valid_from)),
        Cell(short_day(made.next_review)),
        Cell(_particulars(region, made)),
    )


def _particulars(region: RegionNote, made: DecisionNote) -> str:
    found = []
    if region.in_force and region.in_force.level.number != made.level.number:
        found.append(_("was %(level)s") % {"level": level_in_words(region.in_force.level)})
    if made.differs:
        found.append(_("other than computed"))
    if made.waits_for_route:
        found.append(_("waits for the route"))
    return capital(", ".join(found)) or NOTHING


def _explanations(regions: Iterable[RegionNote]) -> list[Block]:
    """Return a section for each decision about which there is more to say than its level and dates."""
    blocks: list[Block] = []
    for region in regions:
        made = region.decision
        if made and (made.reason or made.differs or made.votes or made.minority_note):
            blocks += [Heading(region.name, 2), *decision_lines(made)]
    return [Heading(_("Explanation of the decisions"), 1), *blocks] if blocks else []


def _questions(regions: Iterable[RegionNote]) -> list[Block]:
    blocks: list[Block] = []
    for region in regions:
        if region.questions:
            blocks.append(Heading(region.name, 2))
        for question in region.questions:
            blocks += question_lines(question)
    return [Heading(_("Handed back to regions"), 1), *blocks] if blocks else []


def _points(points: Sequence[PointNote]) -> list[Block]:
    blocks: list[Block] = []
    for point in points:
        blocks += [Heading(point.title, 2), *lines_of(point.text)]
    return [Heading(_("Other points on the agenda"), 1), *blocks] if blocks else []


def _actions(actions: Sequence[ActionNote]) -> list[Block]:
    columns = (
        Column(_("Action"), 6), Column(_("Theme"), 3), Column(_("Owner"), 3), Column(_("Due on"), 2.4),
        Column(_("State"), 1.6),
    )  # fmt: skip
    rows = tuple(_action_row(action) for action in actions)
    return [Heading(_("Action points"), 1), Table(columns, rows)] if rows else []


def _action_row(action: ActionNote) -> tuple[Cell, ...]:
    title = f"{action.title} ({action.region})" if action.region else action.title
    texts = (title, action.theme, action.owner or NOTHING, short_day(action.due_on), action.state)
    return tuple(Cell(text) for text in texts)
