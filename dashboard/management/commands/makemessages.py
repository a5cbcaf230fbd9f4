"""`makemessages` that also finds the problems of files, which `SourceError` and its kin name in English."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = [
        *makemessages.Command.xgettext_options,
        "--keyword=SourceError:1",
        "--keyword=TemporaryError:1",
    ]
