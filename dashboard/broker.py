"""A Celery broker of plain files, so that the embedded default needs no Redis.

Kombu's own filesystem transport opens a message under its final name before it is written, so a reader can
fetch an empty one (kombu issue 1551). Here a message appears under its name only when it is whole. A message
that was fetched is gone: what must survive a killed worker is kept in the database (`ladder.RecomputeJob`).
"""

import os
import uuid
from time import time_ns
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class AtomicChannel(filesystem.Channel):
    """Writes each message to a hidden file, then renames it."""

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]  # kombu names `payload` in two ways; no name suits both of its classes
        folder = self.data_folder_out
        hidden = os.path.join(folder, f".{uuid.uuid4().hex}")
        with open(hidden, "wb") as file:
            file.write(str_to_bytes(dumps(payload)))
        # Wall-clock names keep the order across restarts; kombu's monotonic ones do not.
        os.rename(hidden, os.path.join(folder, f"{time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"))


class Transport(filesystem.Transport):
    """Kombu's filesystem transport with whole messages and a quick poll."""

    Channel = AtomicChannel
    polling_interval = 0.1


TRANSPORT_ALIASES["safefs"] = "dashboard.broker:Transport"
