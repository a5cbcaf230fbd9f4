"""All URLs of the site."""

from django.contrib import admin
from django.urls import include, path

from dashboard.views import accounts, components, health, overview, quality, region, revisions, uploads

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("regio/<str:code>/", region.region, name="region"),
    path("regio/<str:code>/grafiek/<slug:signal>.json", region.region_chart, name="region-chart"),
    path("herzieningen/", revisions.revisions, name="revisions"),
    path("kwaliteit/", quality.quality, name="quality"),
    path("componenten/", components.components, name="components"),
    path("overleg/", include("meetings.urls")),
    path("aanleveren/", uploads.upload_new, name="upload-new"),
    path("aanleveren/sjabloon.xlsx", uploads.upload_template, {"kind": "xlsx"}, name="upload-template-xlsx"),
    path("aanleveren/sjabloon.csv", uploads.upload_template, {"kind": "csv"}, name="upload-template-csv"),
    path("aanleveren/<int:pk>/", uploads.upload_preview, name="upload-preview"),
    path("aanleveren/<int:pk>/overnemen/", uploads.upload_accept, name="upload-accept"),
    path("aanmelden/", accounts.SignIn.as_view(), name="account-login"),
    path("afmelden/", accounts.sign_out, name="account-logout"),
    path("taal/setlang/", accounts.choose_language, name="set_language"),
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
