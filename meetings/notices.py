"""What the agenda of an open meeting says first: what is wrong with the figures, and what they were before."""

from dataclasses import dataclass
from datetime import datetime

from ladder.known_levels import adopted_with_signals, version_for
from ladder.quality import Severity, quality_gate, summary
from ladder.revisions import RevisionReport, revision_report
from meetings.cut_offs import cut_off_then
from meetings.models import Meeting


@dataclass(frozen=True)
class MeetingNotices:
    """The quality of the week's figures in a sentence, and the weeks of which levels would be others now."""

    quality: str
    blocks: bool
    is_clean: bool
    revised: tuple[RevisionReport, ...]


def notices_of(meeting: Meeting, *, now: datetime) -> MeetingNotices:
    """Return what there is to say, in sixteen queries at most for any number of regions.

    Revised can be the week before that of the meeting, as it was discussed, and its own, as it is on the agenda.
    """
    ladder, week, versions = meeting.ladder, meeting.week, adopted_with_signals(meeting.ladder_id)
    findings = quality_gate(ladder, week, as_of=now, versions=versions)
    before = {week.plus(-1): cut_off_then(ladder, week.plus(-1)), week: meeting.as_of}
    reports = (
        revision_report(ladder, one, before=then, as_of=now, version=version_for(versions, one))
        for one, then in before.items()
        if then is not None
    )
    severities = {finding.severity for finding in findings}
    return MeetingNotices(
        quality=summary(findings),
        blocks=Severity.BLOCKS in severities,
        is_clean=severities <= {Severity.INFORMATION},
        revised=tuple(report for report in reports if report.level_changes),
    )
