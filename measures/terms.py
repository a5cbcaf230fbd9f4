"""The terms with which a new installation starts; editors change them in the admin.

Sources: the themes and target groups named in the notes of August–September 2020; aanwijzing and noodverordening
in the law on safety regions (Wet veiligheidsregio’s, art. 39) and the law on public health (Wpg, art. 6 and 7).
"""

from typing import Any

THEMES = (
    ("bezoek", "Bezoek"),
    ("testen", "Testen"),
    ("bco", "Bron- en contactonderzoek"),
    ("beschermingsmiddelen", "Beschermingsmiddelen"),
    ("dagbesteding", "Dagbesteding"),
    ("noodopvang", "Noodopvang voor kinderen"),
    ("onderwijs", "Onderwijs"),
    ("samenkomsten", "Samenkomsten"),
    ("sport", "Sport"),
    ("horeca", "Horeca"),
    ("zorg", "Zorgcontinuïteit"),
    ("communicatie", "Communicatie"),
    ("handhaving", "Naleving en handhaving"),
    ("overig", "Overig"),
)
TARGET_GROUPS = (
    ("iedereen", "Iedereen"),
    ("kwetsbaren-thuis", "Kwetsbare mensen thuis"),
    ("kwetsbaren-instelling", "Kwetsbare mensen in instellingen"),
    ("jeugd-tot-23", "Jeugd tot 23 jaar"),
    ("jeugdhulp", "Jeugd met jeugdhulp"),
    ("gehandicapten", "Mensen met een beperking"),
    ("mantelzorgers", "Mantelzorgers"),
    ("zorgverleners", "Zorgverleners"),
    ("ondernemers", "Ondernemers en bezoekers"),
)
PRINCIPLES = (
    ("gewone-leven", "Het gewone leven van jongeren gaat zo veel mogelijk door"),
    ("minste-schade", "Zo min mogelijk maatschappelijke schade"),
    ("maatwerk", "Zo gericht mogelijk, per regio en doelgroep"),
    ("eigen-instrumentarium", "Wat een instelling zelf kan, blijft bij de instelling"),
    ("zorg-door", "Noodzakelijke zorg gaat door"),
)
INSTRUMENTS = (
    ("geen", "Geen juridisch instrument nodig", "", ("region", "mayor", "institution", "state")),
    ("aanwijzing", "Aanwijzing", "Wpg, art. 7", ("state",)),
    ("noodverordening", "Noodverordening", "Wet veiligheidsregio’s, art. 39", ("region",)),
    ("noodbevel", "Noodbevel", "Gemeentewet, art. 175", ("mayor",)),
    ("huisregel", "Huisregel van de instelling", "", ("institution",)),
)


def load_terms(models: Any) -> None:
    """Store the terms that are not there yet; `models` is `apps` of a migration, or Django's own registry."""
    for model, rows in (("MeasureTheme", THEMES), ("TargetGroup", TARGET_GROUPS), ("Principle", PRINCIPLES)):
        for order, (code, name) in enumerate(rows):
            _store(models, model, code, name=name, order=order)
    for order, (code, name, article, deciders) in enumerate(INSTRUMENTS):
        instrument = _store(models, "LegalInstrument", code, name=name, article=article, order=order)
        for decider in deciders:
            models.get_model("measures", "InstrumentDecider").objects.get_or_create(
                instrument=instrument, decider=decider
            )


def _store(models: Any, model: str, code: str, **fields: Any) -> Any:
    return models.get_model("measures", model).objects.get_or_create(code=code, defaults=fields)[0]
