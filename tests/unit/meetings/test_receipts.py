import re

import pytest

from ladder.weeks import Week
from meetings.receipts import LETTERS, new_receipt

WEEK = Week.parse("2020-W39")


@pytest.mark.parametrize(
    ("area", "begins"),
    [("VR15", "VR15-2020W39-"), ("NHAB12345678901234", "NHAB123-2020W39-")],
)
def test_a_receipt_names_area_and_week_and_fits(area: str, begins: str) -> None:
    receipt = new_receipt(area, WEEK)
    assert receipt.startswith(begins)
    assert re.fullmatch(f"[{LETTERS}]{{4}}", receipt.removeprefix(begins))
    assert len(receipt) <= 20


def test_no_letter_can_be_taken_for_another() -> None:
    assert not set("0O1ILUl") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)


def test_receipts_differ() -> None:
    assert len({new_receipt("VR15", WEEK) for _time in range(50)}) > 45
