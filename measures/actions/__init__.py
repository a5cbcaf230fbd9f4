"""What changes the list of measures, its versions and what is in force; one module per noun."""

from measures.actions.examples import load_example_catalogues
from measures.actions.publishing import publish

__all__ = ["load_example_catalogues", "publish"]
