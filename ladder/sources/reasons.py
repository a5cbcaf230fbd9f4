"""Why a figure is refused, and what is noteworthy about a file.

English msgids; `ladder.import_texts` says them in the reader's language. Data follows after a colon:
`unknown area code: GM9999`.
"""

OTHER_COLUMNS = "another number of columns than the header"
AREA_EMPTY = "no area code"
AREA_OTHER_KIND = "another kind of area code than this source has"
AREA_UNKNOWN = "unknown area code"
SIGNAL_UNKNOWN = "unknown signal"
DATE_EMPTY = "date unknown"
DATE_UNREADABLE = "unreadable date"
DATE_TOO_EARLY = "date before 2020"
DATE_AFTER_REPORT = "date after the day of reporting"
DATE_IN_MILLISECONDS = "date in milliseconds instead of seconds"
DATE_NOT_MIDNIGHT = "moment that is not midnight UTC"
WEEK_NOT_FROM_MONDAY = "week that does not start on a Monday"
REPORTED_LATER = "reported later than the rest of the file"
VALUE_EMPTY = "empty value"
VALUE_NOT_A_NUMBER = "not a number"
VALUE_FRACTION = "fraction of a count"
VALUE_NEGATIVE = "negative value"
VALUE_NO_PERCENTAGE = "percentage below 0 or above 100"
VALUE_ABOVE_POPULATION = "more than the population of the area"
SAME_AS = "same as line"
CONTRADICTS = "contradicts line"

# Remarks: noteworthy, no error.
NEGATIVE_FIGURES = "negative figures, taken over as corrections"
AREAS_WITHOUT_FIGURES = "areas without any row"
FILES_SKIPPED = "files that are not of a region or municipality, skipped"
SERIES_ABSENT = "series that are not in the file"
SEEN_BEFORE = "the same file was imported before, in import"
RESTATED = "figures that a later file had left unchanged, restated for that file"
