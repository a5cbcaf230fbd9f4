"""Which series of the Coronadashboard's JSON hold which signal."""

from dataclasses import dataclass

from ladder.sources.figures import Measure


@dataclass(frozen=True)
class Series:
    """One series: the names it has had, newest first, the fields of date and value, and the signal it holds."""

    names: tuple[str, ...]
    date_fields: tuple[str, ...]
    value_field: str
    signal: str
    measure: Measure
    weekly: bool = False


WEEK_START = ("date_start_unix", "week_start_unix", "week_unix")

# The layout of safety regions in 2020. `total_reported_increase_per_region` is the number of positive tests that
# was reported on a day: summed per region, RIVM's file of municipalities gives the same for most days and differs
# by 0.6 % in all, by corrections made later.
SAFETY_REGION_SERIES = (
    Series(
        ("results_per_region",),
        ("date_of_report_unix",),
        "total_reported_increase_per_region",
        "positive_tests",
        Measure.COUNT,
    ),
    Series(("ggd",), WEEK_START, "infected_percentage", "share_positive", Measure.PERCENTAGE, weekly=True),
    Series(
        ("nursing_home",),
        ("date_unix", "date_of_report_unix"),
        "newly_infected_locations",
        "nursing_home_locations",
        Measure.COUNT,
    ),
    Series(
        ("nursing_home",),
        ("date_unix", "date_of_report_unix"),
        "deceased_daily",
        "nursing_home_deaths",
        Measure.COUNT,
    ),
    Series(
        ("nursing_home",),
        ("date_unix", "date_of_report_unix"),
        "infected_locations_percentage",
        "nursing_home_share",
        Measure.PERCENTAGE,
    ),
    Series(("sewer",), WEEK_START, "average", "sewage", Measure.AMOUNT, weekly=True),
)

MUNICIPALITY_SERIES = (
    Series(
        ("tested_overall_archived_20230331", "tested_overall"),
        ("date_unix",),
        "infected",
        "positive_tests",
        Measure.COUNT,
    ),
    Series(
        ("hospital_nice_archived_20240228", "hospital_nice"),
        ("date_unix",),
        "admissions_on_date_of_admission",
        "hospital_admissions",
        Measure.COUNT,
    ),
    Series(("sewer_archived_20230623", "sewer"), WEEK_START, "average", "sewage", Measure.AMOUNT, weekly=True),
)
