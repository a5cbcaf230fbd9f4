"""`load_demo`: fill an empty installation with real figures and something to try."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from dashboard.demo import DemoAccountsError, demo_accounts, demo_people, is_loaded, load_demo


class Command(BaseCommand):
    help = "Load the demonstration: real figures of 2020, levels, lists, meetings, and with DEBUG accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only when no figures were imported yet")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = self._accounts()
        if not (options["if_empty"] and is_loaded()):
            load_demo(now=timezone.now(), people=demo_people())
            self.stdout.write("demonstration loaded")
        for username, password in accounts.items():
            self.stdout.write(f"  {username:<18} {password}")

    def _accounts(self) -> dict[str, str]:
        try:
            return demo_accounts(settings.VAR_DIR)
        except DemoAccountsError as error:
            self.stderr.write(str(error))
            return {}
