"""Official boundaries replace the drawn map whole, or are refused whole."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from regions.models import MapDrawing, MapShape

pytestmark = pytest.mark.django_db

OFFICIAL = Path(__file__).parents[4] / "shared" / "data" / "nl-vr-gm.topo.json"


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the folder with real figures is not beside the project")
def test_official_boundaries_replace_the_drawn_map(capsys):
    call_command("import_boundaries", str(OFFICIAL))
    drawing = MapDrawing.objects.newest()
    assert drawing.source == str(OFFICIAL)
    assert drawing.shapes.count() == 25
    assert "25 regions are now drawn" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [("<html>", "JSON"), ('{"type": "FeatureCollection", "features": []}', "VR01"), ("", "JSON")],
)
def test_a_damaged_file_changes_nothing_and_says_why(tmp_path, content, message):
    file = tmp_path / "boundaries.json"
    file.write_text(content)
    before = MapShape.objects.count()
    with pytest.raises(CommandError, match=message):
        call_command("import_boundaries", str(file))
    assert MapShape.objects.count() == before


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_boundaries", str(tmp_path / "nothing.json"))
