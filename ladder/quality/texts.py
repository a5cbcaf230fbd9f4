"""Findings in sentences, made from their facts, in the language of the reader."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from ladder import formats
from ladder.engine.verdicts import ValueState
from ladder.import_texts import in_words
from ladder.models import ImportBatch, Signal
from ladder.quality.findings import Finding, Kind, Severity
from regions.models import Area

MOST_NAMED = 5
SEVERITIES = {
    Severity.BLOCKS: gettext_noop("blocks"),
    Severity.ATTENTION: gettext_noop("attention"),
    Severity.INFORMATION: gettext_noop("for information"),
}


def severity_in_words(severity: Severity) -> str:
    return _(SEVERITIES[severity])


def summary(findings: Sequence[Finding]) -> str:
    """Say how many findings block and how many ask for attention."""
    blocking = sum(finding.severity == Severity.BLOCKS for finding in findings)
    attention = sum(finding.severity == Severity.ATTENTION for finding in findings)
    parts = []
    if blocking:
        parts.append(
            ngettext("%(number)d finding blocks", "%(number)d findings block", blocking) % {"number": blocking}
        )
    if attention:
        asks = ngettext(
            "%(number)d finding asks for attention", "%(number)d findings ask for attention", attention
        )
        parts.append(asks % {"number": attention})
    said = _(" and ").join(parts) or _("Nothing stands in the way of the meeting")
    return f"{said}."


def sentence(finding: Finding) -> str:
    """Say what was found."""
    if finding.signal is None:
        return _of_no_signal(finding)
    told = {
        Kind.VALUES_NOT_COMPLETE: _not_complete,
        Kind.SOURCE_OLD: _source_old,
        Kind.JUMP: _jump,
    }[finding.kind]
    return told(finding, finding.signal)


def _of_no_signal(finding: Finding) -> str:
    if finding.kind == Kind.NOT_COMPUTED:
        return _not_computed(finding)
    return _of_feed(finding) if finding.kind == Kind.FEED_REFUSED else _of_imports(finding)


def _not_computed(finding: Finding) -> str:
    if finding.concerns_all:
        return _("No level has been computed for any region.")
    return _("No level has been computed for %(areas)s.") % {"areas": _areas(finding.areas)}


def _not_complete(finding: Finding, signal: Signal) -> str:
    state: ValueState = finding.facts["state"]
    words = _of_every_region(state) if finding.concerns_all else _of_some_regions(state)
    text = words % {"signal": _name(signal), "areas": _areas(finding.areas)}
    return f"{text} {_effect(finding)}".strip()


def _of_some_regions(state: ValueState) -> str:
    return {
        ValueState.INCOMPLETE: _("%(signal)s: not completely reported for %(areas)s."),
        ValueState.LATE: _("%(signal)s: not reported yet for %(areas)s."),
        ValueState.MISSING: _("%(signal)s: not reported for %(areas)s."),
        ValueState.TOO_SMALL: _("%(signal)s: too few inhabitants for a figure in %(areas)s."),
    }[state]


def _of_every_region(state: ValueState) -> str:
    return {
        ValueState.INCOMPLETE: _("%(signal)s: completely reported for none of the regions."),
        ValueState.LATE: _("%(signal)s: not reported yet for any region."),
        ValueState.MISSING: _("%(signal)s: not reported for any region."),
        ValueState.TOO_SMALL: _("%(signal)s: too few inhabitants for a figure in every region."),
    }[state]


def _effect(finding: Finding) -> str:
    """Say what a deciding value that is not complete does to the level."""
    if not finding.facts["deciding"]:
        return ""
    number = len(finding.areas)
    if finding.severity == Severity.BLOCKS:
        return ngettext("The level is therefore unknown.", "The levels are therefore unknown.", number)
    return ngettext("The level is therefore provisional.", "The levels are therefore provisional.", number)


def _source_old(finding: Finding, signal: Signal) -> str:
    days = finding.facts["days"]
    silent = ngettext(
        "%(signal)s: last reported on %(moment)s, silent for %(days)d day.",
        "%(signal)s: last reported on %(moment)s, silent for %(days)d days.",
        days,
    ) % {"signal": _name(signal), "moment": formats.moment(finding.facts["reported_at"]), "days": days}
    usual = finding.facts["usual"]
    expected = ngettext("At most %(days)d day is usual.", "At most %(days)d days are usual.", usual) % {
        "days": usual
    }
    return f"{silent} {expected}"


def _jump(finding: Finding, signal: Signal) -> str:
    facts = {
        "area": finding.areas[0].name,
        "signal": signal.label,
        "value": formats.number(finding.facts["value"], signal.decimals),
        "unit": signal.unit_label,
        "highest": formats.number(finding.facts["highest"], signal.decimals),
        "weeks": finding.facts["weeks"],
    }
    return (
        _(
            "%(area)s, %(signal)s: %(value)s %(unit)s. In the %(weeks)d weeks before it was %(highest)s at most."
            " Possibly a backlog that was booked at once."
        )
        % facts
    )


def _of_feed(finding: Finding) -> str:
    return _("%(feed)s: the last file, fetched on %(moment)s, was refused (%(problem)s).") % {
        "feed": finding.facts["feed"],
        "moment": formats.moment(finding.facts["fetched_at"]),
        "problem": in_words(finding.facts["problem"]),
    }


def _of_imports(finding: Finding) -> str:
    batch: ImportBatch = finding.facts["batch"]
    facts = {
        "source": finding.facts["source"],
        "files": finding.facts["files"],
        "file": batch.file_name,
        "problem": in_words(batch.problem),
        "refused": batch.rows_refused,
        "read": batch.rows_read,
    }
    if finding.kind == Kind.FILE_REFUSED:
        return (
            ngettext(
                "%(source)s: %(files)d file was refused: %(file)s (%(problem)s).",
                "%(source)s: %(files)d files were refused, the last one %(file)s (%(problem)s).",
                facts["files"],
            )
            % facts
        )
    return (
        ngettext(
            "%(source)s: %(files)d file with refused rows: %(file)s, %(refused)d of %(read)d figures.",
            "%(source)s: %(files)d files with refused rows, the last %(file)s, %(refused)d of %(read)d figures.",
            facts["files"],
        )
        % facts
    )


def _areas(areas: Sequence[Area]) -> str:
    """Name a few regions, or say how many they are."""
    if len(areas) <= MOST_NAMED:
        return ", ".join(area.name for area in areas)
    return ngettext("%(number)d region", "%(number)d regions", len(areas)) % {"number": len(areas)}


def _name(signal: Signal) -> str:
    return capfirst(signal.label)
