"""What the chart of a comparison says about itself when it leaves the page as a picture."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.charts.comparison import Caption
from dashboard.pages.compare import Comparison
from dashboard.pages.compare_choice import LOG
from dashboard.pages.picture_texts import about_the_ladder, about_the_moment, about_the_sources


def caption_of(page: Comparison, *, shows_bounds: bool) -> Caption:
    """Return title, lines and file name; texts are escaped, because plotly.js reads some HTML in them.

    `shows_bounds`: whether the signal values stand in the chart as lines.
    """
    signal, period = page.signal, page.period
    return Caption(
        title=escape(f"{capfirst(signal.label)} {signal.unit_label}, {period.days}"),
        lines=tuple(map(escape, _lines(page, shows_bounds))),
        file_name=f"vergelijking-{slugify(signal.label)}-{period.first}-{period.last}".lower(),
    )


def _lines(page: Comparison, shows_bounds: bool) -> Iterator[str]:
    yield _("Areas: %(areas)s.") % {"areas": ", ".join(one.area.name for one in page.series)}
    yield _("%(weeks)s; scale: %(scale)s.") % {"weeks": capfirst(page.period.name), "scale": _scale(page)}
    yield from page.remarks
    if page.has_bounds:
        ladder = about_the_ladder(page.ladder, page.period.weeks)
        yield _("Dotted: signal values. %(ladder)s") % {"ladder": ladder} if shows_bounds else ladder
    yield from about_the_moment(page.as_of)
    yield about_the_sources([page.signal])


def _scale(page: Comparison) -> str:
    return pgettext("axis", "logarithmic") if page.choice.axis == LOG else pgettext("axis", "linear")
