"""The ends of the names of downloads, as parts of an address."""

from django.urls.converters import StringConverter


class TableFormat(StringConverter):
    """A table: `csv`, `xlsx` or `json`."""

    regex = "csv|xlsx|json"


class PictureFormat(StringConverter):
    """A picture: `svg` or `png`."""

    regex = "svg|png"
