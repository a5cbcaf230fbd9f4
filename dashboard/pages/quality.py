"""The page of the quality gate: what to know of the figures of a week before the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime
from dashboard.pages.weeks import WeekChoice, week_choice
from ladder.computed_weeks import computed_weeks
from ladder.models import ImportBatch
from ladder.quality import Finding, Severity, quality_gate, sentence, summary
from ladder.weeks import Week
from regions.models import Area

VIEW_IMPORTS = "ladder.view_importbatch"


@dataclass(frozen=True)
class Told:
    """A finding in words, the regions to link to (none when it is about all), and its import if one may see it."""

    sentence: str
    areas: tuple[Area, ...]
    import_url: str


@dataclass(frozen=True)
class Group:
    """The findings of one weight, with what that weight means."""

    severity: Severity
    title: str
    meaning: str
    findings: tuple[Told, ...]


@dataclass(frozen=True)
class Quality:
    """All that the page shows; groups without findings are left out."""

    week: Week
    weeks: WeekChoice
    groups: tuple[Group, ...]
    summary: str
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]


def load_quality(
    ladder: LadderInTime,
    *,
    week: Week | None,
    as_of: datetime,
    kept: Sequence[tuple[str, str]],
    sees_imports: bool,
) -> Quality:
    """Load the page in seven queries; without a week the last computed one."""
    weeks = computed_weeks(ladder.versions, as_of=as_of)
    chosen = week or (weeks[-1] if weeks else Week.last_full_before(as_of.date()))
    findings = quality_gate(ladder.ladder, chosen, as_of=as_of, versions=ladder.versions)
    return Quality(
        week=chosen,
        weeks=week_choice(weeks, chosen),
        groups=tuple(_group(severity, findings, sees_imports=sees_imports) for severity in Severity),
        summary=summary(findings),
        as_of=as_of if "as_of" in dict(kept) else None,
        kept_parameters=tuple(kept),
    )


def _group(severity: Severity, findings: Sequence[Finding], *, sees_imports: bool) -> Group:
    title, meaning = {
        Severity.BLOCKS: (_("Blocks"), _("Of these regions no level is known: resolve this before the meeting.")),
        Severity.ATTENTION: (_("Attention"), _("Look at these before the meeting, and mention them there.")),
        Severity.INFORMATION: (_("For information"), _("These do not change any level.")),
    }[severity]
    own = [finding for finding in findings if finding.severity == severity]
    return Group(severity, title, meaning, tuple(_told(finding, sees_imports) for finding in own))


def _told(finding: Finding, sees_imports: bool) -> Told:
    batch: ImportBatch | None = finding.facts.get("batch")
    url = reverse("admin:ladder_importbatch_change", args=[batch.pk]) if batch and sees_imports else ""
    return Told(sentence(finding), () if finding.concerns_all else finding.areas, url)
