"""The inspiration list: catalogues, their measures and versions, reactions, contradictions, what is in force."""

from measures.models.catalogues import Catalogue, CatalogueVersion, PublishedMeasure
from measures.models.contradictions import Acceptance
from measures.models.in_force import MeasureInForce
from measures.models.measures import Measure, MeasureLevel, MeasureStep
from measures.models.reactions import Reaction, ReactionAnswer, ReactionRound
from measures.models.terms import Decider, InstrumentDecider, LegalInstrument, MeasureTheme, Principle, TargetGroup

__all__ = [
    "Acceptance",
    "Catalogue",
    "CatalogueVersion",
    "Decider",
    "InstrumentDecider",
    "LegalInstrument",
    "Measure",
    "MeasureInForce",
    "MeasureLevel",
    "MeasureStep",
    "MeasureTheme",
    "Principle",
    "PublishedMeasure",
    "Reaction",
    "ReactionAnswer",
    "ReactionRound",
    "TargetGroup",
]
