import json
import re

import pytest

from regions.boundaries import BoundaryError, read_drawn_map, write_map
from tests.unit.regions.squares import read, two_squares


def test_a_written_map_reads_back():
    drawn = read(two_squares())
    assert read_drawn_map(write_map(drawn)) == drawn


def drawn_file(**changes):
    shape = {"code": "A", "path": "M0 0l10 0 0 10-10 0z", "label": [5, 5]}
    return {"source": "test", "width": 20, "height": 20, "shapes": [shape], **changes}


def drawn_shape(**changes):
    return drawn_file(shapes=[{**drawn_file()["shapes"][0], **changes}])


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "expected a drawn map"),
        ({"type": "Topology"}, "expected a drawn map"),
        (drawn_file(shapes=[]), "found 0 on 20 by 20"),
        (drawn_file(shapes={"A": 1}), "expected a drawn map"),
        (drawn_file(width=0), "on 0 by 20"),
        (drawn_file(shapes=["A"]), "expected a shape with code, path and label"),
        (drawn_file(height="high"), "expected a drawn map"),
        (drawn_file(shapes=drawn_file()["shapes"] * 2), "more than once: A"),
        (drawn_shape(path=""), "A: not a path"),
        (drawn_shape(path='M0 0l10 0 0 10-10 0z"/><script>'), "A: not a path"),
        (drawn_shape(path="M0 0l10 10 0-10-10 10z"), "A: not a path of simple rings"),
        (drawn_shape(label=[15, 5]), "label inside"),
        (drawn_shape(label=[5]), "expected a label of two whole numbers"),
        (drawn_shape(label=["5", 5]), "expected a label of two whole numbers"),
    ],
)
def test_a_broken_drawn_map_is_refused(document, message):
    with pytest.raises(BoundaryError, match=re.escape(message)):
        read_drawn_map(json.dumps(document).encode())


def test_a_drawn_map_that_is_no_json_is_refused():
    with pytest.raises(BoundaryError, match="expected JSON"):
        read_drawn_map(b"<svg/>")
