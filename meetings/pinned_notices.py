"""Quality and revisions of the figures as plain data, kept with a meeting as they were told when it was opened.

The sentences are kept in both languages: what they are made from (files, areas) may be named otherwise later.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, override

from ladder.in_force import version_for
from ladder.models import Ladder, LadderVersion, Level
from ladder.quality import Finding, Kind, Severity, quality_gate, sentence, summary
from ladder.revisions import RevisedRegion, RevisionReport, revision_report
from ladder.weeks import Week
from meetings.cut_offs import cut_off_then

LANGUAGES = ("nl", "en")
Kept = dict[str, Any]


def pinned_quality(
    ladder: Ladder, week: Week, *, as_of: datetime, versions: Sequence[LadderVersion]
) -> list[Kept]:
    """Return what the quality gate finds: code, severity, signal, areas (codes) and the sentence."""
    return [_finding(one) for one in quality_gate(ladder, week, as_of=as_of, versions=versions)]


def pinned_revisions(
    ladder: Ladder, week: Week, *, as_of: datetime, versions: Sequence[LadderVersion]
) -> list[Kept]:
    """Return which levels of the week before would be others with the figures of now; nothing when none."""
    before = week.plus(-1)
    then, judge = cut_off_then(ladder, before, as_of=as_of), version_for(versions, before)
    if then is None:
        return []
    report = revision_report(ladder, before, before=then, as_of=as_of, version=judge)
    return [_revision(report)] if report.level_changes else []


def quality_summary(kept: Sequence[Kept]) -> str:
    """Say how many of the findings block and how many ask for attention, in the reader's language."""
    return summary([Finding(Kind(one["code"]), Severity(one["severity"])) for one in kept])


def weighty(kept: Sequence[Kept]) -> list[Kept]:
    """Return the findings that block or ask for attention, without what is for information only."""
    return [one for one in kept if one["severity"] != Severity.INFORMATION]


def kept_sentence(kept: Kept) -> str:
    """Return the sentence of a finding or revision in the reader's language."""
    sentences: dict[str, str] = kept["sentence"]
    return sentences["en" if get_language() == "en" else "nl"]


def _finding(finding: Finding) -> Kept:
    return {
        "code": finding.kind.value,
        "severity": finding.severity.value,
        "signal": finding.signal.code if finding.signal else None,
        "areas": [area.code for area in finding.areas],
        "sentence": _in_both_languages(lambda: sentence(finding)),
    }


def _revision(report: RevisionReport) -> Kept:
    return {
        "week": str(report.week),
        "before": report.before,
        "as_of": report.as_of,
        "areas": [_revised(one) for one in report.level_changes],
        "sentence": _in_both_languages(report.sentence),
    }


def _revised(one: RevisedRegion) -> Kept:
    levels = {"old": _number(one.old_level), "new": _number(one.new_level)}
    return {"code": one.area.code, "name": one.area.name, **levels}


def _number(level: Level | None) -> int | None:
    return level.number if level else None


def _in_both_languages(say: Callable[[], str]) -> dict[str, str]:
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = say()
    return said
