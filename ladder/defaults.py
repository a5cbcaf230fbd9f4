"""The signals and the ladder with which a new installation starts, from `ladder/data/defaults.toml`."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

DEFAULTS = Path(__file__).parent / "data" / "defaults.toml"
ROLES = ("deciding", "supporting", "shown")


class Models(Protocol):
    """Where the models come from: `apps` of a migration, or Django's own registry."""

    def get_model(self, app_label: str, model_name: str) -> Any: ...


def load_defaults(models: Models) -> None:
    """Store signals, ladder and versions that are not there yet. What is there stays as it is."""
    defaults = tomllib.loads(DEFAULTS.read_text())
    signals = {row["code"]: _signal(models, order=order, **row) for order, row in enumerate(defaults["signals"])}
    ladder = _get_or_create(models, "Ladder", **defaults["ladder"])
    for version in defaults["versions"]:
        if (
            not models.get_model("ladder", "LadderVersion")
            .objects.filter(ladder=ladder, code=version["code"])
            .exists()
        ):
            _create_version(models, ladder, version, defaults["levels"], signals)


def _signal(models: Models, *, steps: Sequence[dict[str, Any]] = (), **fields: Any) -> Any:
    signal = _get_or_create(models, "Signal", **fields)
    for step in steps:
        value = step["value"]
        models.get_model("ladder", "SignalStep").objects.get_or_create(signal=signal, value=value, defaults=step)
    return signal


def _get_or_create(models: Models, model: str, *, code: str, **fields: Any) -> Any:
    return models.get_model("ladder", model).objects.get_or_create(code=code, defaults=fields)[0]


def _create_version(
    models: Models, ladder: Any, row: dict[str, Any], levels: list[dict[str, Any]], signals: dict[str, Any]
) -> None:
    fields = {name: value for name, value in row.items() if name not in ROLES}
    version = models.get_model("ladder", "LadderVersion").objects.create(ladder=ladder, status="draft", **fields)
    steps = [models.get_model("ladder", "Level").objects.create(version=version, **level) for level in levels]
    for role in ROLES:
        for code, bounds in row[role].items():
            use = version.uses.create(signal=signals[code], role=role)
            for level, bound in zip(steps[1:], bounds, strict=False):
                use.thresholds.create(level=level, value=bound)
    version.status = "adopted"  # last, because nothing changes in an adopted version
    version.save()
