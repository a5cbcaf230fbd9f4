"""Distances, percentages, times and counted weeks in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from ladder import formats
from ladder.explanations.facts import Distance, Run
from ladder.models import Signal

DAYS_IN_WEEK = 7
ORDINALS = (
    gettext_noop("first"),
    gettext_noop("second"),
    gettext_noop("third"),
    gettext_noop("fourth"),
    gettext_noop("fifth"),
    gettext_noop("sixth"),
    gettext_noop("seventh"),
    gettext_noop("eighth"),
    gettext_noop("ninth"),
    gettext_noop("tenth"),
    gettext_noop("eleventh"),
    gettext_noop("twelfth"),
)


def ordinal(number: int) -> str:
    """`third`; there are as many words as weeks are looked back (`context.WEEKS_BACK`)."""
    return _(ORDINALS[number - 1])


def percentage(share: float) -> str:
    """`13 %`, without its sign; with decimals where whole percents would say nothing: `0,4 %`."""
    return _("%(number)s%%") % {"number": _not_as_nothing(abs(share) * 100, 0)}


def gap(distance: Distance, signal: Signal) -> str:
    """`30,5 (20 %)`: a distance in the signal's unit, and as a part of the signal value."""
    amount = unrounded(distance.gap, signal)
    return amount if distance.share is None else f"{amount} ({percentage(distance.share)})"


def unrounded(amount: float, signal: Signal) -> str:
    """Return a positive amount with the signal's decimals, or as many as it takes not to read as nothing."""
    return _not_as_nothing(amount, signal.decimals)


def _not_as_nothing(amount: float, decimals: int) -> str:
    while amount and not round(amount, decimals) and decimals < formats.MOST_DECIMALS:
        decimals += 1
    return formats.number(amount, decimals)


def duration(weeks: float) -> str:
    """`5,5 weeks`; below two weeks in whole days, at least one."""
    if weeks >= 2:
        return _("%(number)s weeks") % {"number": formats.number(weeks, 1)}
    days = max(1, round(weeks * DAYS_IN_WEEK))
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


def for_weeks(run: Run | None) -> str:
    """`for the third week in a row`, `for at least 12 weeks`; empty where only this week is known."""
    if run is None or (run.at_least and run.weeks == 1):
        return ""
    if run.at_least:
        return _("for at least %(number)d weeks") % {"number": run.weeks}
    if run.weeks == 1:
        return _("since this week")
    return _("for the %(ordinal)s week in a row") % {"ordinal": ordinal(run.weeks)}
