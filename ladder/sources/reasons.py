"""Why a figure is refused, and what is noteworthy about a file.

English msgids; `ladder.import_texts` says them in the reader's language. Data follows after a colon:
`unknown area code: GM9999`.
"""

from django.utils.translation import gettext_noop as _

OTHER_COLUMNS = _("another number of columns than the header")
AREA_EMPTY = _("no area code")
AREA_OTHER_KIND = _("another kind of area code than this source has")
AREA_UNKNOWN = _("unknown area code")
SIGNAL_UNKNOWN = _("unknown signal")
DATE_EMPTY = _("date unknown")
DATE_UNREADABLE = _("unreadable date")
DATE_TOO_EARLY = _("date before 2020")
DATE_AFTER_REPORT = _("date after the day of reporting")
DATE_IN_MILLISECONDS = _("date in milliseconds instead of seconds")
DATE_NOT_MIDNIGHT = _("moment that is not midnight UTC")
WEEK_NOT_FROM_MONDAY = _("week that does not start on a Monday")
REPORTED_LATER = _("reported later than the rest of the file")
VALUE_EMPTY = _("empty value")
VALUE_NOT_A_NUMBER = _("not a number")
VALUE_FRACTION = _("fraction of a count")
VALUE_NEGATIVE = _("negative value")
VALUE_NO_PERCENTAGE = _("percentage below 0 or above 100")
VALUE_ABOVE_POPULATION = _("more than the population of the area")
SAME_AS = _("same as line")
CONTRADICTS = _("contradicts line")

# Remarks: noteworthy, no error.
NEGATIVE_FIGURES = _("negative figures, taken over as corrections")
AREAS_WITHOUT_FIGURES = _("areas without any row")
FILES_SKIPPED = _("files that are not of a region or municipality, skipped")
SERIES_ABSENT = _("series that are not in the file")
SEEN_BEFORE = _("the same file was imported before, in import")
RESTATED = _("figures that a later file had left unchanged, restated for that file")
