"""The file queue of the embedded default: messages come whole, in order, and once."""

import base64
import json
import multiprocessing
import time
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection
from kombu.transport import TRANSPORT_ALIASES

from dashboard import broker

SECONDS = 2


def connect(folder: Path) -> Connection:
    options = {
        "data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder / "control"),
    }  # fmt: skip
    return Connection("safefs://localhost", transport_options=options)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "control").mkdir()
    return tmp_path


def queue_name(folder: Path) -> str:
    # Kombu remembers for the whole process which queues it has declared, whatever the folder.
    return f"queue-of-{folder.name}"


def put_for_a_while(folder: Path) -> None:
    """Put numbered messages as fast as possible; runs in a process of its own."""
    with connect(folder) as connection, connection.Producer() as producer:
        until, number = time.monotonic() + SECONDS, 0
        while time.monotonic() < until:
            producer.publish({"number": number}, routing_key=queue_name(folder), serializer="json")
            number += 1
        producer.publish({"number": None}, routing_key=queue_name(folder), serializer="json")


def test_a_reader_in_a_tight_loop_sees_no_half_message(folder):
    """The stock transport loses messages here: it shows their names before it has written them."""
    writer = multiprocessing.get_context("spawn").Process(target=put_for_a_while, args=[folder])
    writer.start()
    numbers: list[int | None] = []
    until = time.monotonic() + 40
    while (not numbers or numbers[-1] is not None) and time.monotonic() < until:
        # As kombu reads: the oldest name first, the whole file at once.
        for path in sorted(folder.glob("*.msg")):
            message = json.loads(path.read_bytes())
            numbers.append(_body(message)["number"])
            path.unlink()
    writer.join()

    assert writer.exitcode == 0
    assert len(numbers) > 100
    assert numbers == [*range(len(numbers) - 1), None]


def _body(message: dict[str, str]) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(base64.b64decode(message["body"]))
    return body


def test_messages_come_in_the_order_in_which_they_were_put(folder):
    received: list[int] = []
    with connect(folder) as connection, connection.SimpleQueue(queue_name(folder)) as queue:
        for number in range(20):
            queue.put({"number": number})
        for _ in range(20):
            message = queue.get(timeout=5)
            received.append(message.payload["number"])
            message.ack()

    assert received == list(range(20))


def test_names_sort_by_the_wall_clock(folder, time_machine):
    """Kombu's own names count from the start of the machine: after a restart new ones would overtake old ones."""
    with connect(folder) as connection, connection.SimpleQueue(queue_name(folder)) as queue:
        for day in ("2020-09-21", "2020-09-20", "2020-09-22"):
            time_machine.move_to(f"{day}T12:00:00Z")
            queue.put({"day": day})

    days = [_body(json.loads(path.read_bytes()))["day"] for path in sorted(folder.glob("*.msg"))]
    assert days == ["2020-09-20", "2020-09-21", "2020-09-22"]


def test_nothing_hidden_is_left_behind(folder):
    with connect(folder) as connection, connection.SimpleQueue(queue_name(folder)) as queue:
        queue.put({"number": 1})

    assert [path.suffix for path in folder.iterdir() if path.is_file()] == [".msg"]


def test_the_transport_is_registered_by_name():
    assert TRANSPORT_ALIASES["safefs"] == f"{broker.__name__}:Transport"
    assert Connection("safefs://localhost").transport_cls == "safefs"
