"""What the catalogue refuses, said in the reader's language."""

from ladder.refusals import Refusal


class MeasureError(Refusal):
    """A refusal by the floor of the measures; see `ladder.refusals`."""
