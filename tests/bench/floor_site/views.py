"""The floor view: no middleware but compression, no models, no translation, no choice of anything but the week."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tests.bench.floor_site.rows import rows_of


def overview(request: HttpRequest) -> HttpResponse:
    """Show the computed levels of the week of which `week` is the Monday."""
    week = date.fromisoformat(request.GET["week"])
    return render(request, "overview.html", {"week": week, "rows": rows_of(week)})
