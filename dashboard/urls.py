"""All URLs of the site."""

from django.contrib import admin
from django.urls import include, path, register_converter

from dashboard.api.version import BASE
from dashboard.file_formats import PictureFormat, TableFormat
from dashboard.pages.timeline_colours import LevelColours
from dashboard.views import (
    accessibility,
    accounts,
    api_docs,
    audit,
    compare,
    components,
    downloads,
    health,
    overview,
    quality,
    region,
    region_downloads,
    revisions,
    sources,
    timeline,
    uploads,
)

register_converter(TableFormat, "table")
register_converter(PictureFormat, "picture")
register_converter(LevelColours, "level_colours")

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("regio/<str:code>/", region.region, name="region"),
    path("regio/<str:code>/grafiek/<slug:signal>.json", region.region_chart, name="region-chart"),
    path("tijdlijn/", timeline.timeline, name="timeline"),
    path("tijdlijn/tijdlijn.csv", timeline.timeline_export, {"file_format": "csv"}, name="timeline-csv"),
    path("tijdlijn/tijdlijn.xlsx", timeline.timeline_export, {"file_format": "xlsx"}, name="timeline-xlsx"),
    path("tijdlijn/tijdlijn.json", timeline.timeline_export, {"file_format": "json"}, name="timeline-json"),
    path("tijdlijn/tijdlijn.<picture:file_format>", timeline.timeline_picture, name="timeline-picture"),
    path("tijdlijn/niveaus-<level_colours:colours>.css", timeline.timeline_colours, name="timeline-colours"),
    path("overzicht.<table:file_format>", downloads.overview_download, name="overview-download"),
    path("kaart.<picture:file_format>", downloads.map_download, name="map-download"),
    path("kaart-delen.png", downloads.map_share, name="map-share"),
    path(
        "regio/<str:code>/weken.<table:file_format>", region_downloads.region_weeks_download, name="region-weeks"
    ),
    path("regio/<str:code>/dagen.<table:file_format>", region_downloads.region_days_download, name="region-days"),
    path(
        "regio/<str:code>/gemeenten.<table:file_format>",
        region_downloads.region_municipalities_download,
        name="region-municipalities",
    ),
    path("api/", api_docs.api_docs, name="api-docs"),
    path(f"{BASE[1:]}/", include("dashboard.api.urls")),
    path("vergelijken/", compare.compare, name="compare"),
    path("vergelijken/grafiek.json", compare.compare_chart, name="compare-chart"),
    path("vergelijken/vergelijking.csv", compare.compare_export, {"file_format": "csv"}, name="compare-csv"),
    path("vergelijken/vergelijking.xlsx", compare.compare_export, {"file_format": "xlsx"}, name="compare-xlsx"),
    path("vergelijken/vergelijking.json", compare.compare_export, {"file_format": "json"}, name="compare-json"),
    path("herzieningen/", revisions.revisions, name="revisions"),
    path("kwaliteit/", quality.quality, name="quality"),
    path("bronnen/", sources.sources, name="sources"),
    path("bronnen/signalen.<table:file_format>", sources.signals_download, name="sources-signals"),
    path("bronnen/ladderversies.<table:file_format>", sources.versions_download, name="sources-versions"),
    path("toegankelijkheid/", accessibility.accessibility, name="accessibility"),
    path("componenten/", components.components, name="components"),
    path("maatregelen/", include("measures.urls")),
    path("overleg/", include("meetings.urls")),
    path("logboek/", audit.audit_list, name="audit-list"),
    path("logboek/logboek.csv", audit.audit_export, {"file_format": "csv"}, name="audit-export-csv"),
    path("logboek/logboek.xlsx", audit.audit_export, {"file_format": "xlsx"}, name="audit-export-xlsx"),
    path("logboek/verhaal/<str:week>/", audit.audit_story, name="audit-story"),
    path("logboek/verhaal/<str:week>/<str:area>/", audit.audit_story, name="audit-story-region"),
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
