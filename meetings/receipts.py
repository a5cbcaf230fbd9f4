"""The code under which a region can refer to what it said, such as `VR15-2020W39-7F3K`."""

import secrets

from ladder.weeks import Week

# No letter or digit that can be taken for another one when it is read out on the telephone: 0/O, 1/I/L, U/V.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 4
# The field holds 20 characters; only codes of institutions are longer than this.
LONGEST_AREA = 7


def new_receipt(area_code: str, week: Week) -> str:
    """Return a fresh code: the area, the week, and four letters or digits by chance (one in 810,000)."""
    chance = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    return f"{area_code[:LONGEST_AREA]}-{str(week).replace('-', '')}-{chance}"
