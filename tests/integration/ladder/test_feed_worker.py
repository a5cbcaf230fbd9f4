"""A feed through a real worker: from the message to the figures and the levels, also after a worker was killed."""

import threading

import pytest
from django.utils import timezone

from ladder.actions.feeds import CLAIM
from ladder.feed_tasks import send_fetches
from ladder.models import Assessment, Feed, Fetch, Observation, RecomputeJob
from tests.integration import test_processes
from tests.integration.ladder.misbehaving_server import hold_until, packed, well
from tests.processes import eventually
from tests.unit.ladder.sources.rivm_files import line, text_of

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

set_up = test_processes.set_up
BODY = text_of([line()]).encode()


def test_a_feed_goes_to_the_worker_and_levels_come_back(set_up, feed, server):
    server.will(packed(BODY))
    with set_up.running("worker") as processes:
        assert send_fetches([feed.pk])
        eventually(
            RecomputeJob.objects.exclude(finished_at=None).exists, report=lambda: processes["worker"].output
        )

    assert list(Fetch.objects.values_list("outcome", flat=True)) == ["imported"]
    assert Observation.objects.get().value == 5
    assert Assessment.objects.count() == 25


def test_a_worker_killed_while_fetching_leaves_nothing_and_the_next_run_does_it(set_up, feed, server):
    gate, reached = threading.Event(), threading.Event()
    server.will(hold_until(gate, well(BODY), reached), well(BODY))
    with set_up.running("worker") as processes:
        send_fetches([feed.pk])
        assert reached.wait(30), processes["worker"].output
        processes["worker"].kill()
    gate.set()

    assert not Fetch.objects.exists()
    feed.refresh_from_db()
    assert timezone.now() < feed.busy_until <= timezone.now() + CLAIM

    Feed.objects.update(busy_until=timezone.now())  # the next hour
    with set_up.running("worker") as processes:
        send_fetches([feed.pk])
        eventually(Fetch.objects.exists, report=lambda: processes["worker"].output)
    assert Fetch.objects.get().outcome == "imported"
