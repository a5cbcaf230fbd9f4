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

# Of cells of a spreadsheet.
FORMULA = _("formula instead of a value")
MERGED = _("merged cells")
COLUMN_UNKNOWN = _("unknown column, its cells are not read")
COLUMN_WITHOUT_NAME = _("value in a column without a name")
DATE_WITH_TIME = _("date with a time of day")
WEEK_FOR_DAYS = _("a week, where this signal is reported per day")
NUMBER_AMBIGUOUS = _("number that can be read in two ways")
NUMBER_AS_PERCENTAGE = _("number with a percent sign")
VALUE_TOO_LARGE = _("number that is too large")
NOT_ON_SCALE = _("no step of the scale of this signal")
NOTE_WITHOUT_FIGURE = _("note without a figure")
NOTE_TOO_LONG = _("note that is too long")

CELLS_EMPTY = _("empty cells, not reported")
NAMES_MISFIT = _("names that do not fit the code")
SHEETS_HIDDEN = _("hidden sheets, not read")
SHEETS_OTHER = _("sheets without areas and dates, not read")
