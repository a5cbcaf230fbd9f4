"""Combinations of settings that would go wrong silently: they speak at `manage.py check`, with an id and a hint.

"Production" is what runs with `DATABASE_URL` and without `DEBUG`.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register
from django.core.exceptions import ImproperlyConfigured

Check = Callable[..., list[CheckMessage]]


def _is_production() -> bool:
    return not settings.EMBEDDED and not settings.DEBUG


def _has_secret_key() -> bool:
    # Django refuses to hand out an empty key.
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False


def secret_key(**kwargs: Any) -> list[CheckMessage]:
    """E001: outside the embedded default no key is made up."""
    if settings.EMBEDDED or _has_secret_key():
        return []
    hint = "Set SECRET_KEY to at least 50 random characters; every process of one site needs the same."
    return [Error("SECRET_KEY is not set.", hint=hint, id="dashboard.E001")]


def postgresql_without_redis(**kwargs: Any) -> list[CheckMessage]:
    """E002: the file queue of the embedded default does not reach a worker in another container."""
    if settings.EMBEDDED or settings.REDIS_URL:
        return []
    hint = "Set REDIS_URL too, or leave out DATABASE_URL for the embedded default."
    return [Error("DATABASE_URL is set and REDIS_URL is not.", hint=hint, id="dashboard.E002")]


def redis_without_postgresql(**kwargs: Any) -> list[CheckMessage]:
    """W003: workers elsewhere would look into an SQLite file of their own."""
    if not settings.EMBEDDED or not settings.REDIS_URL:
        return []
    hint = "Set DATABASE_URL too, or leave out REDIS_URL for the embedded default."
    return [Warning("REDIS_URL is set and DATABASE_URL is not.", hint=hint, id="dashboard.W003")]


def allowed_hosts(**kwargs: Any) -> list[CheckMessage]:
    """E004: production answers to its own names only."""
    if not _is_production() or (settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS):
        return []
    hint = "Set ALLOWED_HOSTS to the names of the site, separated by commas."
    return [Error("ALLOWED_HOSTS is empty or allows every name.", hint=hint, id="dashboard.E004")]


def debug_on_postgresql(**kwargs: Any) -> list[CheckMessage]:
    """W005: DEBUG shows its insides to everybody who meets an error."""
    if settings.EMBEDDED or not settings.DEBUG:
        return []
    hint = "Leave out DEBUG, unless this is a developer's own PostgreSQL."
    return [Warning("DEBUG is on together with DATABASE_URL.", hint=hint, id="dashboard.W005")]


def public_pages(**kwargs: Any) -> list[CheckMessage]:
    """I006: a choice, and one that should be seen to be made."""
    if not _is_production() or not settings.PUBLIC_PAGES:
        return []
    hint = "Leave out PUBLIC_PAGES to have every page demand a login."
    return [Info("Overview and region pages are readable without login.", hint=hint, id="dashboard.I006")]


def no_tls_proxy(**kwargs: Any) -> list[CheckMessage]:
    """W007: http is sent on to https, and only a proxy can say that a request came by https."""
    if not _is_production() or settings.BEHIND_TLS_PROXY:
        return []
    hint = "Set BEHIND_TLS_PROXY=1 behind a proxy that ends TLS and sets X-Forwarded-Proto itself."
    return [Warning("BEHIND_TLS_PROXY is off: requests are redirected for ever.", hint=hint, id="dashboard.W007")]


def tls_proxy_without_production(**kwargs: Any) -> list[CheckMessage]:
    """W008: without a proxy in front anybody can write the header that is trusted."""
    if _is_production() or not settings.BEHIND_TLS_PROXY:
        return []
    hint = "Leave out BEHIND_TLS_PROXY where people reach the site directly."
    return [Warning("BEHIND_TLS_PROXY is on outside production.", hint=hint, id="dashboard.W008")]


def no_mail_server(**kwargs: Any) -> list[CheckMessage]:
    """I009: somebody should have chosen that nobody is told when a source is late."""
    if not _is_production() or settings.EMAIL_URL:
        return []
    hint = "Set EMAIL_URL, such as smtp+tls://name:password@mail.example:587, and EMAIL_FROM."
    return [Info("EMAIL_URL is not set: warnings stand in the log only.", hint=hint, id="dashboard.I009")]


def site_url(**kwargs: Any) -> list[CheckMessage]:
    """W010: a mail with links that lead to the reader's own machine."""
    if not _is_production() or "//localhost" not in settings.SITE_URL:
        return []
    hint = "Set SITE_URL to the address by which people reach the site, such as https://ladder.example."
    return [Warning("SITE_URL is not set: links in mails lead nowhere.", hint=hint, id="dashboard.W010")]


def accessibility_contact(**kwargs: Any) -> list[CheckMessage]:
    """W011: an accessibility statement that nobody can answer to."""
    if not _is_production() or settings.ACCESSIBILITY_CONTACT:
        return []
    hint = "Set ACCESSIBILITY_CONTACT to the address to which people report what does not work for them."
    return [Warning("ACCESSIBILITY_CONTACT is not set.", hint=hint, id="dashboard.W011")]


CHECKS: tuple[Check, ...] = (
    secret_key,
    postgresql_without_redis,
    redis_without_postgresql,
    allowed_hosts,
    debug_on_postgresql,
    public_pages,
    no_tls_proxy,
    tls_proxy_without_production,
    no_mail_server,
    site_url,
    accessibility_contact,
)


def register_checks() -> None:
    """Have `manage.py check` run them all. Called once, when the app is ready."""
    for check in CHECKS:
        register(check)
