"""The notes beside figures that people judge: which of them say something new."""

from datetime import datetime

import numpy as np
import pandas as pd

from ladder.models import Observation


def brings_note(rows: pd.DataFrame, *, until: datetime) -> np.ndarray:
    """Tell for each row whether it has a note that is not the one known at a moment. An empty note says nothing.

    `rows` has signal_id, area_id and date, and `note` where the source knows notes; without it no query is asked.
    """
    if "note" not in rows or not (rows["note"] != "").any():
        return np.zeros(len(rows), dtype=bool)
    noted = rows[rows["note"] != ""]
    days = noted["date"].dt.date
    observations = Observation.objects.filter(
        signal_id__in=noted["signal_id"].unique().tolist(), date__range=(days.min(), days.max())
    )
    found = observations.known_at(until).values_list("signal_id", "area_id", "date", "note")
    known = {(signal, area, day): note for signal, area, day, note in found}
    given = zip(rows["signal_id"], rows["area_id"], rows["date"].dt.date, rows["note"], strict=True)
    return np.array([bool(note) and known.get((signal, area, day)) != note for signal, area, day, note in given])
