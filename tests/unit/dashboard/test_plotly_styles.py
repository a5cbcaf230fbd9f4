"""The style elements that the page provides are the ones that this release of plotly.js looks for."""

import re
from importlib.resources import files

from django.conf import settings


def test_plotly_looks_for_each_style_element_of_the_page():
    page = (settings.BASE_DIR / "templates" / "_components" / "plotly_styles.html").read_text()
    script = (files("plotly") / "package_data" / "plotly.min.js").read_text()

    ids = re.findall(r'<style id="([^"]+)"', page)

    assert len(ids) == 2
    assert [style for style in ids if style.removeprefix("plotly.js-style-") not in script] == []
