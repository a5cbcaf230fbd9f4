from collections.abc import Iterator

import pytest

from ladder.models import Feed
from tests.integration.ladder.misbehaving_server import MisbehavingServer, running_server


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with running_server() as running:
        yield running


@pytest.fixture
def feed(server: MisbehavingServer) -> Feed:
    """A feed that is switched on, fetched from the server of the test."""
    return Feed.objects.create(name="positive tests", source="rivm-positive-tests", url=server.url)
