"""How many requests a reader may send: a count per minute in the cache, which Redis keeps for all processes.

Not the throttle that comes with the framework: that one keeps a list of moments, reads it and writes it back, and
so loses requests that come at the same time.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

SECONDS = 60
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """What a reader has left in the present minute, and after how many seconds the next one begins."""

    limit: int
    used: int
    seconds_left: int

    @property
    def is_exceeded(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        """Return the fields that tell the reader."""
        found = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(self.limit - self.used, 0)),
            "RateLimit-Reset": str(self.seconds_left),
        }
        return {**found, "Retry-After": str(self.seconds_left)} if self.is_exceeded else found


def count_request(key: str, *, now: datetime) -> Allowance:
    """Count one request of a reader. Where the cache does not answer nobody is refused."""
    minute, passed = divmod(int(now.timestamp()), SECONDS)
    try:
        used = _raised(f"api-requests-{key}-{minute}")
    except RedisError:
        log.warning("the cache does not answer: requests of the API are not counted")
        used = 0
    return Allowance(settings.API_REQUESTS_PER_MINUTE, used, SECONDS - passed)


def _raised(name: str) -> int:
    cache.add(name, 0, timeout=2 * SECONDS)
    try:
        return cache.incr(name)
    except ValueError:  # it expired between the two
        return 1
