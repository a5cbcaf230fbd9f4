"""Why a level has not gone down although the figures of the week alone are lower."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ladder.engine.verdicts import Holding, HoldingReason
from ladder.explanations.numbers import percentage
from ladder.models import Assessment, LadderVersion


def why_held(assessment: Assessment) -> Iterator[str]:
    """Say what the figures alone would give, and why the level stays; nothing when it is not held."""
    holding, level = assessment.verdict.holding, assessment.level
    if holding is None or level is None or holding.reason == HoldingReason.NONE:
        return
    levels = {one.number: one.label for one in assessment.version.levels.all()}
    facts = {"level": level.label, "raw": levels.get(holding.raw or 0, ""), "reason": _reason(holding, assessment)}
    if holding.raw is None:
        yield _("The figures of this week alone give no level; it stays %(level)s: %(reason)s.") % facts
    else:
        yield _("The figures of this week alone give %(raw)s; it stays %(level)s: %(reason)s.") % facts


def _reason(holding: Holding, assessment: Assessment) -> str:
    version: LadderVersion = assessment.version
    if holding.reason == HoldingReason.DEAD_BAND:
        return _("the level goes down only when a value lies more than %(share)s from the signal value") % {
            "share": percentage(float(version.dead_band or 0) / 100)
        }
    if holding.reason == HoldingReason.DWELL:
        return _("the figures are lower in %(weeks)d of the %(needed)d weeks in a row that are needed") % {
            "weeks": holding.weeks_below,
            "needed": version.dwell_weeks or 0,
        }
    return _("incomplete figures cannot prove a fall")
