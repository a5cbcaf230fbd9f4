"""What a worker does at its start."""

import gc

from celery.signals import worker_process_init, worker_ready

from dashboard.celery import freeze_what_is_loaded


def test_what_is_loaded_at_the_start_is_no_longer_collected():
    try:
        freeze_what_is_loaded()
        assert gc.get_freeze_count() > 1000
        assert len(gc.get_objects()) < 1000
    finally:
        gc.unfreeze()


def test_both_kinds_of_pool_do_so():
    for signal in (worker_process_init, worker_ready):
        assert freeze_what_is_loaded in [receiver() for _, receiver in signal.receivers]
