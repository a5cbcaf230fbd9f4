"""The lists with which a new installation starts: kinds of reason, steps of the route, themes.

Sources: process of September 2020 (regular line DOC → ACC → MCC, Torentjesoverleg, Council of Ministers) and the
reasons that the meetings of that time gave for deviating.
"""

from typing import Any

DEVIATIONS = (
    ("capaciteit", "druk op de zorgcapaciteit", "pressure on care capacity"),
    ("cluster", "begrensd cluster", "contained cluster"),
    ("buurregios", "ontwikkeling in buurregio’s", "neighbouring regions"),
    ("naleving", "naleving en handhaving", "compliance and enforcement"),
    ("trend", "trend van meerdere weken", "trend of several weeks"),
    ("cijfers", "fout of achterstand in de cijfers", "error or backlog in the figures"),
    ("kwetsbaren", "besmettingen onder kwetsbaren", "infections among vulnerable people"),
    ("anders", "anders, zie toelichting", "other, see the explanation"),
)
STEPS = (
    ("DOC", "Directeurenoverleg Covid-19 (DOC)", True),
    ("ACC", "Ambtelijke Commissie Covid-19 (ACC)", True),
    ("MCC", "Ministeriële Commissie Covid-19 (MCC)", True),
    ("torentje", "Torentjesoverleg", False),
    ("ministerraad", "Ministerraad", False),
)
THEMES = (
    ("testen", "Testen en bron- en contactonderzoek"),
    ("beschermingsmiddelen", "Beschermingsmiddelen"),
    ("bezoek", "Bezoek en dagbesteding"),
    ("capaciteit", "Capaciteit en continuïteit van zorg"),
    ("jeugd", "Jeugd en onderwijs"),
    ("handhaving", "Naleving en handhaving"),
    ("communicatie", "Communicatie"),
    ("overig", "Overig"),
)


def load_lists(models: Any) -> None:
    """Store the rows that are not there yet; `models` is `apps` of a migration, or Django's own registry."""
    for order, (code, name, name_en) in enumerate(DEVIATIONS):
        _store(models, "DeviationReason", code, name=name, name_en=name_en, order=order)
    for order, (code, name, is_regular) in enumerate(STEPS):
        _store(models, "RouteStep", code, name=name, is_regular=is_regular, order=order)
    for order, (code, name) in enumerate(THEMES):
        _store(models, "Theme", code, name=name, order=order)


def _store(models: Any, model: str, code: str, **fields: Any) -> None:
    models.get_model("meetings", model).objects.get_or_create(code=code, defaults=fields)
