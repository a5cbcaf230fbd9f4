"""Signals, ladders and feeds, edited by administrators; figures and computed levels, to look at."""

from ladder import admin_feeds
from ladder.admin import areas, figures, signals, versions

__all__ = ["admin_feeds", "areas", "figures", "signals", "versions"]
