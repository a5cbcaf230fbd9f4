"""What is said of feeds, in the reader's language: in the admin and in the mail to administrators."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from ladder.feed_states import LateFeed
from ladder.import_texts import in_words
from ladder.models import Fetch


def outcome_in_words(fetch: Fetch) -> str:
    """Say what became of an attempt: `could not be fetched: the server refused the file; found: 404`."""
    label = str(Fetch.Outcome(fetch.outcome).label)
    return f"{label}: {in_words(fetch.message)}" if fetch.message else label


def late_line(late: LateFeed) -> str:
    """Say since when a feed brought nothing new, and what came of the last attempt."""
    days = late.feed.expected_every_days
    if late.brought_anything:
        told = gettext("%(feed)s: nothing new since %(day)s.")
    else:
        told = gettext("%(feed)s: nothing received since %(day)s.")
    expected = ngettext(
        "Something new was expected every day.", "Something new was expected every %(days)s days.", days
    )
    values = {"feed": late.feed.name, "day": _moment(late.since), "days": days}
    return f"{told % values} {expected % values} {_last_attempt(late.last)}"


def refused_line(fetch: Fetch) -> str:
    """Say that a feed has another layout than its source."""
    told = gettext("%(feed)s: the file has another layout than expected, and nothing of it was stored.")
    return f"{told % {'feed': fetch.feed.name}} {_last_attempt(fetch)}"


def warning_subject(number: int) -> str:
    """Return the subject of the mail about a number of warnings."""
    return ngettext(
        "Escalation ladder: %(number)s data source needs attention",
        "Escalation ladder: %(number)s data sources need attention",
        number,
    ) % {"number": number}


def warning_body(lines: Sequence[str]) -> str:
    """Return the text of the mail: a line per warning, and where to look."""
    where = gettext("The attempts stand in the administration, under Ladder: feeds and fetches.")
    repeats = gettext("This message comes once a day for as long as it is so.")
    return "\n\n".join([*(f"- {line}" for line in lines), where, repeats])


def _last_attempt(fetch: Fetch) -> str:
    values = {"moment": _moment(fetch.started_at), "outcome": outcome_in_words(fetch)}
    return gettext("Last attempt, %(moment)s: %(outcome)s.") % values


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y H:i")
