"""What a web process and a worker do at their start."""

import gc
import subprocess
import sys

from celery.signals import worker_process_init, worker_ready

from dashboard.celery import start_working
from dashboard.loaded import freeze_what_is_loaded

WEB = """
import gc, sys
import dashboard.wsgi
print(gc.get_freeze_count(), "dashboard.views.overview" in sys.modules)
"""


def test_what_is_loaded_at_the_start_is_no_longer_collected():
    try:
        freeze_what_is_loaded()
        assert gc.get_freeze_count() > 1000
        assert len(gc.get_objects()) < 1000
    finally:
        gc.unfreeze()


def test_both_kinds_of_pool_do_so():
    for signal in (worker_process_init, worker_ready):
        assert start_working in [receiver() for _, receiver in signal.receivers]


def test_a_web_process_does_so_with_all_its_views():
    told = subprocess.run([sys.executable, "-c", WEB], capture_output=True, text=True, check=True).stdout.split()
    frozen, has_views = told

    assert int(frozen) > 100_000
    assert has_views == "True"
