import json

from measures.entries import Entry, as_content, from_content
from tests.unit.measures.entries import entry

FULL = entry(
    levels=(1, 3),
    target_groups=("mantelzorgers", "zorgverleners"),
    setting="verpleeghuis",
    stance=3,
    steps=(("Overleg", "GGD"), ("Besluit", "")),
    legal_instrument="aanwijzing",
    effect=4,
    burden=None,
    is_example=True,
)


def test_stored_and_read_again_it_is_the_same() -> None:
    for one in (entry(), FULL):
        assert from_content(json.loads(json.dumps(as_content(one)))) == one


def test_what_an_older_version_did_not_know_has_its_usual_value() -> None:
    content = {"key": "a", "catalogue": "jeugd", "title": "Titel", "description": "Tekst.", "theme": "sport"}
    assert from_content(content) == Entry("a", "jeugd", "Titel", "Tekst.", "sport")


def test_what_this_version_does_not_know_is_left_out() -> None:
    assert from_content({**as_content(FULL), "colour": "red"}) == FULL
