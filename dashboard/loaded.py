"""What a process has loaded when it starts to work, and keeps for as long as it runs."""

import gc


def freeze_what_is_loaded() -> None:
    """Take all that is loaded now out of Python's garbage collection, which would walk through all of it.

    A full collection of a web process took 150 to 400 ms, in the middle of somebody's page; in a worker it came
    once in three chunks of institutions and took a third of their time.
    """
    gc.collect()
    gc.freeze()
