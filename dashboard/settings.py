"""All settings, read once from the environment.

Without any variable the embedded default runs: SQLite and a file queue under `var/`. `DATABASE_URL` and
`REDIS_URL` put the same code on PostgreSQL and Redis. `manage.py check` says which combinations are wrong.
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from dashboard.secret_key import read_or_make_secret_key

# Admin and form classes may then name their model: `ModelAdmin[Area]`.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", default=False)
DATABASE_URL = env.str("DATABASE_URL", default="")
REDIS_URL = env.str("REDIS_URL", default="")
EMBEDDED = not DATABASE_URL
PUBLIC_PAGES = env.bool("PUBLIC_PAGES", default=False)
BEHIND_TLS_PROXY = env.bool("BEHIND_TLS_PROXY", default=False)

SECRET_KEY = env.str("SECRET_KEY", default="") or (read_or_make_secret_key(VAR_DIR) if EMBEDDED else "")
# Whoever lists names also puts spaces behind the commas.
ALLOWED_HOSTS = [
    name.strip()
    for name in env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if EMBEDDED else [])
]
CSRF_TRUSTED_ORIGINS = [address.strip() for address in env.list("CSRF_TRUSTED_ORIGINS", default=[])]

INSTALLED_APPS = [
    "dashboard.apps.DashboardConfig",
    "meetings.apps.MeetingsConfig",
    "measures.apps.MeasuresConfig",
    "ladder.apps.LadderConfig",
    "regions.apps.RegionsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_celery_beat",
    "simple_history",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dashboard.middleware.refuse_nul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dashboard.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dashboard.audit_middleware.audit_origin",
    "dashboard.middleware.LoginUnlessPublicMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dashboard.urls"
WSGI_APPLICATION = "dashboard.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

# Database

SQLITE_OPTIONS: dict[str, Any] = {
    # IMMEDIATE: a writer waits for the other writer instead of failing half-way with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # recursive_triggers: only then the guards against deleting also see the row that a REPLACE puts away.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    " PRAGMA recursive_triggers=ON;",
}
if EMBEDDED:
    DATABASES: dict[str, Any] = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "escalatieladder.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": 60,  # to open it takes longer than to ask it whether a page has changed
        }
    }
else:
    DATABASES = {
        "default": environ.Env.db_url_config(DATABASE_URL) | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# `default`: counts of requests (the rate limit of the API). Without Redis each web process counts its own.
# `pages`: what dashboard/kept_pages.py keeps, some 50 kB each. In the process, so that no page waits for Redis.

CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "escalatieladder",
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
# For each token, account or network address.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=300)

# Background jobs

CELERY_BROKER_URL = REDIS_URL or "safefs://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {"visibility_timeout": 600}
    if REDIS_URL
    else {
        "data_folder_in": str(VAR_DIR / "queue"),
        "data_folder_out": str(VAR_DIR / "queue"),
        "control_folder": str(VAR_DIR / "queue-control"),
    }
)
if not REDIS_URL:
    for _folder in ("queue", "queue-control"):
        (VAR_DIR / _folder).mkdir(parents=True, exist_ok=True)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
# Threads suffice for SQLite, which has one writer; PostgreSQL gets a process per core.
CELERY_WORKER_POOL = "prefork" if REDIS_URL else "threads"
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=2)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# People

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "dashboard.backends.OneQueryBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "dashboard.sign_ins.PasswordChanges"},
]
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
# Behind our proxy the last address in the header is the one that the proxy saw; what stands before it was sent
# along by the visitor, and may be anything. The proxy itself stands in no header, so none are counted.
AXES_IPWARE_META_PRECEDENCE_ORDER = [*(["HTTP_X_FORWARDED_FOR"] if BEHIND_TLS_PROXY else []), "REMOTE_ADDR"]
AXES_IPWARE_PROXY_COUNT = 0
IPWARE_STRICT = False
LOGIN_URL = "account-login"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "overview" if PUBLIC_PAGES else "account-login"

# Mail: warnings to administrators, the digest of a meeting. Without a server it is written to the log.

EMAIL_URL = env.str("EMAIL_URL", default="")
vars().update(environ.Env.email_url_config(EMAIL_URL or "consolemail://"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="escalatieladder@localhost")
# How the site is reached, for the links in mails: scheme and name, such as https://ladder.example.
SITE_URL = (env.str("SITE_URL", default="") or "http://localhost:8000").rstrip("/")
# Whom people write to when a page does not work for them: an address of mail or of a page. It stands in the
# accessibility statement, which the law asks of a government site.
ACCESSIBILITY_CONTACT = env.str("ACCESSIBILITY_CONTACT", default="")

# Language and time

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# Static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "dashboard.staticfinders.PlotlyFinder",
]
# Hashed names and compressed copies exist only after `collectstatic`, which the image build runs.
HAS_COLLECTED_STATIC = (STATIC_ROOT / "staticfiles.json").exists() and not DEBUG
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not HAS_COLLECTED_STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str("STATICFILES_STORAGE", default="")
        or (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if HAS_COLLECTED_STATIC
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # The digest is that of nothing: plotly.js adds its rules one by one to an empty style element of the page.
        "style-src": [SELF, f"'sha256-{b64encode(sha256().digest()).decode()}'"],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = not DEBUG and not EMBEDDED
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEBUG or EMBEDDED else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG and not EMBEDDED
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"axes.apps": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
