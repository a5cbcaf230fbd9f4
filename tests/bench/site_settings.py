"""The settings of production for a measured site, with its static files outside the tree of the project.

The reverse proxy that ends TLS is not there: whoever asks sends the header that it would send (`AS_THE_PROXY`).
"""

from dashboard.settings import *  # noqa: F403  # these are those settings, but for what follows
from dashboard.settings import STORAGES, VAR_DIR

STATIC_ROOT = VAR_DIR / "static"
# As dashboard.settings says where `collectstatic` has run.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
