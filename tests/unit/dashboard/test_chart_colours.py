"""The colours of charts on paper are the light ones of the style sheets."""

import re

from django.conf import settings

TOKEN = re.compile(r"(--[\w-]+): (#[0-9a-f]{6})[;}]")
DARK = re.compile(r"@media screen and \(prefers-color-scheme: dark\) \{.*?\n\}", re.DOTALL)
STATIC = settings.BASE_DIR / "static"


def light(sheet: str) -> dict[str, str]:
    return dict(TOKEN.findall(DARK.sub("", (STATIC / "css" / sheet).read_text())))


def on_paper() -> dict[str, str]:
    script = (STATIC / "js" / "charts.js").read_text()
    (block,) = re.findall(r"const ON_PAPER = \{(.*?)\};", script, re.DOTALL)
    return dict(re.findall(r'"(--[\w-]+)": "(#[0-9a-f]{6})"', block))


def test_lines_of_a_comparison_have_their_light_colours_on_paper():
    expected = {name: colour for name, colour in light("compare.css").items() if name.startswith("--chart-")}

    assert len(expected) == 8
    assert {name: on_paper().get(name) for name in expected} == expected


def test_charts_of_a_region_have_their_light_colours_on_paper():
    expected = {name: colour for name, colour in light("region.css").items() if name.startswith("--chart-")}

    assert len(expected) == 3
    assert {name: on_paper().get(name) for name in expected} == expected
