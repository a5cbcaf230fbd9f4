"""One page."""

from django.urls import path

from tests.bench.floor_site.views import overview

urlpatterns = [path("", overview)]
