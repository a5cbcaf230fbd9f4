"""The columns of a list as a file: a column per field of `measures.entries.Entry`, by its name or its heading."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from measures.models import Measure

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Column:
    """A column: `name` is the field and the name in JSON, `heading` what stands above it in a sheet."""

    name: str
    heading: "str | StrPromise"
    help: "StrPromise"
    width: int = 18


def _field(name: str, explained: "StrPromise", width: int = 18) -> Column:
    return Column(name, FIELDS[name].verbose_name, explained, width)


FIELDS = {field.name: field for field in (*Measure._meta.fields, *Measure._meta.many_to_many)}
ONE_OF = _("One of the words on the sheet with terms.")
CODE_OR_NAME = _("Code or name of one on the sheet with terms.")
FREE_TEXT = _("Free text.")
COLUMNS: tuple[Column, ...] = (
    _field("key", _("Leave it as it is: by the key an entry is found again. Empty for a new entry."), 38),
    _field("catalogue", _("Code of the list. Empty: the list into which the file is read."), 16),
    _field("title", _("Required. Once per list."), 40),
    _field("description", _("Required. Can have several lines."), 60),
    _field("theme", _("Required. Code or name of a theme on the sheet with terms."), 18),
    Column("levels", _("levels"), _("Numbers with commas between them, such as 2,3."), 10),
    _field("target_groups", _("Codes or names with commas between them."), 34),
    _field("setting", FREE_TEXT, 20),
    _field("stance", ONE_OF, 16),
    _field("decider", ONE_OF, 18),
    Column("steps", _("route"), _("What is done → with which partner; next step → partner; …"), 60),
    _field("legal_instrument", CODE_OR_NAME, 18),
    _field("article", FREE_TEXT, 24),
    _field("notice_days", _("A whole number of days."), 10),
    _field("effect", _("1 to 5; empty: not judged yet."), 10),
    _field("effect_text", FREE_TEXT, 40),
    _field("burden", _("1 to 5; empty: not judged yet."), 10),
    _field("burden_text", FREE_TEXT, 40),
    _field("principle", CODE_OR_NAME, 20),
    _field("owner", _("A directorate or function, not a person's name."), 20),
    _field("source", FREE_TEXT, 30),
    _field("status", _("One of the words on the sheet with terms; withdrawn asks for the reason."), 14),
    _field("withdrawn_because", _("Only for what is withdrawn."), 30),
    _field("icon", ONE_OF, 16),
    _field("is_example", _("yes or no."), 10),
    _field("order", _("A whole number: the place in the list."), 10),
)
BY_NAME = {column.name: column for column in COLUMNS}


def names_by_heading() -> dict[str, str]:
    """Return the name of each column by its headings: in small letters, every language of the site."""
    found = {column.name: column.name for column in COLUMNS}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(column.heading).casefold(): column.name for column in COLUMNS}
    return found
