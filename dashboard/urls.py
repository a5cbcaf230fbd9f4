"""All URLs of the site."""

from django.contrib import admin
from django.urls import include, path

from dashboard.views import accounts, components, health, overview, region

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("regio/<str:code>/", region.region, name="region"),
    path("regio/<str:code>/grafiek/<slug:signal>.json", region.region_chart, name="region-chart"),
    path("componenten/", components.components, name="components"),
    path("overleg/", include("meetings.urls")),
    path("aanmelden/", accounts.SignIn.as_view(), name="account-login"),
    path("afmelden/", accounts.sign_out, name="account-logout"),
    path("taal/", include("django.conf.urls.i18n")),
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
