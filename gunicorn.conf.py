"""How gunicorn serves the site, in demonstration and production alike: read by `gunicorn dashboard.wsgi`."""

import os
from pathlib import Path

bind = f"{os.environ.get('WEB_HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 5
accesslog = "-"
# A worker shows that it is alive by touching a file; in memory, so that a slow disk is no dead worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # in memory, not shared
# Nobody steers a running server here, and the socket for it would lie in somebody's home folder.
control_socket_disable = True
