"""The editor's workbench: lists, measures and terms are edited; versions, reactions and acceptances looked at."""

from measures.admin import catalogues, in_force, measures, published, reactions, terms

__all__ = ["catalogues", "in_force", "measures", "published", "reactions", "terms"]
