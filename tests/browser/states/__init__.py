"""Every page of the site in every state that looks different, for checks that look at them all."""

from tests.browser.states import dashboard, measures, meetings
from tests.browser.states.state import State

__all__ = ["STATES", "State"]

STATES = (*dashboard.STATES, *meetings.STATES, *measures.STATES)
