"""Ways to damage any file, and JSON. All by a given random generator: repeatable."""

import gzip
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

from tests.integration.ladder.sound_files import SECONDS_OF

ODD_JSON: tuple[Any, ...] = (
    None, "12", "x", [], {}, [1], {"a": 1}, True, -5, 1.5, 1e308, float("nan"), float("inf"), 10**30, "", -1e-9,
)  # fmt: skip
Damage = Callable[[Random, bytes], bytes]


def truncated(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(1, len(content))]


def truncated_gzip(random: Random, content: bytes) -> bytes:
    return truncated(random, gzip.compress(content))


def truncated_zip(random: Random, content: bytes) -> bytes:
    return truncated(random, zipped(random, content))


def zipped(random: Random, content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("VR15.json" if content.startswith(b"{") else "figures.csv", content)
    return buffer.getvalue()


def flipped_bytes(random: Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(20):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def noise(random: Random, content: bytes) -> bytes:
    return random.randbytes(random.choice([1, 50, 4000]))


def empty(random: Random, content: bytes) -> bytes:
    return random.choice([b"", b"\n\n", b"\xef\xbb\xbf", b"\0" * 300])


def web_page(random: Random, content: bytes) -> bytes:
    return random.choice(
        [b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", b"<?xml version='1.0'?><a/>"]
    )


def other_json(random: Random, content: bytes) -> bytes:
    return random.choice([b"{}", b"[]", b"null", b"12", b"[" * 100_000, b'{"code": "VR15"}', b'{"code": 15}'])


def another_encoding(random: Random, content: bytes) -> bytes:
    text = content.decode("utf-8-sig").replace("Name", "Fryslân")
    return text.encode(random.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "cp037", "utf-7"]), "replace")


def odd_json_values(random: Random, content: bytes) -> bytes:
    """Put something odd in the place of some of the values, at any depth."""
    return json.dumps(_odd_json(random, json.loads(content))).encode()


def _odd_json(random: Random, found: Any, depth: int = 0) -> Any:
    if random.random() < (0.02 if depth < 3 else 0.2):
        return random.choice(ODD_JSON)
    if isinstance(found, dict):
        return {key: _odd_json(random, value, depth + 1) for key, value in found.items()}
    if isinstance(found, list):
        return [_odd_json(random, value, depth + 1) for value in found]
    return found


def odd_json_days(random: Random, content: bytes) -> bytes:
    """Dates of 1900 and 2099, in milliseconds, not at midnight, as text."""
    text = content.decode()
    for second in SECONDS_OF.values():
        odd = random.choice([-2208988800, 4070908800, second * 1000, second + 3600, f'"{second}"', "null", "1e99"])
        text = text.replace(f": {second}", f": {odd}", 1)
    return text.encode()


def duplicate_json(random: Random, content: bytes) -> bytes:
    found = json.loads(content)
    for series in ("results_per_region", "nursing_home"):
        values = found.get(series, {}).get("values", [])
        values += [{**value, "newly_infected_locations": 9} for value in values[:4]]
    return json.dumps(found).encode()


ANY: list[Damage] = [truncated, flipped_bytes, noise, empty, web_page, other_json]
PACKED: list[Damage] = [truncated_gzip, truncated_zip, zipped]
JSON: list[Damage] = [odd_json_values, odd_json_values, odd_json_days, duplicate_json, another_encoding]
