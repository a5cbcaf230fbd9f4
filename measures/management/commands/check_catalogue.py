"""`check_catalogue`: the contradictions between the lists, for people and for scripts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from measures.contradictions import Judged, judged, load_rights, sentence
from measures.contradictions.lists import load_drafts, load_published
from measures.term_names import Terms, load_terms_by_code


class Command(BaseCommand):
    help = "Print a line per contradiction between the lists of measures; status 1 when any is not resolved."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--published", action="store_true", help="look at what is published instead of the drafts"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        lists = load_published(as_of=timezone.now()) if options["published"] else load_drafts()
        found, terms = judged(lists.entries, load_rights()), load_terms_by_code()
        for one in found:
            self.stdout.write(_line(one, terms))
        number = sum(one.is_open for one in found)
        if number:
            words = ngettext("%(number)s contradiction is open.", "%(number)s contradictions are open.", number)
            raise CommandError(words % {"number": number})
        self.stdout.write(_("No contradiction is open."))


def _line(one: Judged, terms: Terms) -> str:
    state = pgettext("contradiction", "open") if one.is_open else pgettext("contradiction", "accepted")
    said = " ".join(sentence(one.contradiction.facts(), terms).split())
    return f"{state}\t{one.contradiction.rule.label}\t{said}"
