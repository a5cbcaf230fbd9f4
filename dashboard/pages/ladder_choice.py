"""Which ladder a page is about."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime, load_ladder_among_others
from dashboard.pages.parameters import ParameterError
from ladder.models import Ladder

DEFAULT = "regionaal"


def read_ladder(query: QueryDict) -> LadderInTime:
    """Read `ladder=`, the regional one when it is not given; `ParameterError` when it has no adopted version."""
    return read_ladder_among_others(query)[0]


def read_ladder_among_others(query: QueryDict) -> tuple[LadderInTime, list[Ladder]]:
    """Read `ladder=` as `read_ladder` does, and return the ladders that there are to choose from as well."""
    code = query.get("ladder", "") or DEFAULT
    ladder, others = load_ladder_among_others(code)
    if ladder is None:
        raise ParameterError("ladder", expected=_("the code of a ladder with an adopted version"), found=code)
    return ladder, [other for other in others if other.area_kind == ladder.ladder.area_kind]
