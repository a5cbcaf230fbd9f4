"""The demonstration: real figures of 2020, example lists, a meeting that was held, one to run, and accounts.

People, texts and decisions in it are made up; the figures are not.
"""

from dashboard.demo.accounts import USERNAMES, DemoAccountsError, demo_accounts, demo_people
from dashboard.demo.loading import is_loaded, load_demo

__all__ = ["USERNAMES", "DemoAccountsError", "demo_accounts", "demo_people", "is_loaded", "load_demo"]
