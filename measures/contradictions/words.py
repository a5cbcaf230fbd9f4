"""A contradiction in a sentence, also one that was stored with a version long ago."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from measures.contradictions.finding import Facts, Rule
from measures.entry_words import decider_label, listed, stance_label
from measures.term_names import Terms, name_of


def sentence(facts: Facts, terms: Terms) -> str:
    """Return `Contradiction.facts` in the reader's language. A code without a name stands as it is."""
    words = {**_where(facts, terms), **_first(facts, terms), **_second(facts, terms)}
    return str(_pattern(Rule(facts["rule"])) % words)


def _pattern(rule: Rule) -> str:
    if rule is Rule.WITHDRAWN:
        return _("%(list)s has withdrawn “%(title)s” (%(because)s); %(other_list)s still has “%(other_title)s”.")
    if rule is Rule.INSTRUMENT:
        return _("%(list)s, “%(title)s”: %(decider)s decides, but may not use %(instrument)s.")
    if rule is Rule.ORDER:
        return _(
            "At level %(levels)s %(list)s has %(stance)s (“%(title)s”), and at level %(higher_levels)s"
            " %(other_list)s has no more than %(other_stance)s (“%(other_title)s”). For: %(groups)s."
        )
    return _(
        "At level %(levels)s %(list)s has %(stance)s (“%(title)s”) and %(other_list)s has %(other_stance)s"
        " (“%(other_title)s”). For: %(groups)s."
    )


def _where(facts: Facts, terms: Terms) -> dict[str, str]:
    return {
        "levels": numbers(facts["levels"]),
        "higher_levels": numbers(facts["higher_levels"]),
        "groups": listed(terms.target_groups, facts["target_groups"]),
    }


def _first(facts: Facts, terms: Terms) -> dict[str, str]:
    entry = facts["entries"][0]
    return {
        **_entry(entry, terms, ""),
        "because": entry["withdrawn_because"].rstrip(". "),
        "decider": decider_label(entry["decider"]),
        "instrument": name_of(terms.legal_instruments, entry["legal_instrument"]),
    }


def _second(facts: Facts, terms: Terms) -> dict[str, str]:
    return _entry(facts["entries"][-1], terms, "other_")


def _entry(entry: Facts, terms: Terms, prefix: str) -> dict[str, str]:
    return {
        f"{prefix}list": name_of(terms.catalogues, entry["catalogue"]),
        f"{prefix}title": entry["title"],
        f"{prefix}stance": stance_label(entry["stance"]),
    }


def numbers(levels: Sequence[int]) -> str:
    """Return level numbers as "2", "2 and 3" or "1, 2 and 3"."""
    return get_text_list([str(level) for level in levels], _("and"))
