"""All texts that the database holds. Runs in a process of the site itself.

python manage.py shell --no-imports --command "from tests.browser.data import main; main()"
"""

import json
import sys
from collections.abc import Iterator

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

MODELS = ("regions", "ladder", "measures", "meetings", "auth")


def main() -> None:
    """Print the texts as a JSON list."""
    sys.stdout.write(json.dumps(sorted(set(texts())), ensure_ascii=False))


def texts() -> Iterator[str]:
    """Yield the text of each field of each row."""
    for model in apps.get_models():
        fields = [
            field.name for field in model._meta.fields if isinstance(field, CharField | TextField | JSONField)
        ]
        if model._meta.app_label in MODELS and fields:
            for row in model._base_manager.values_list(*fields).iterator():
                yield from (str(value) for value in row if value)
