"""URLs of the meetings, under `overleg/`."""

from django.urls import path

from meetings.views import documents, items, meetings

urlpatterns = [
    path("", meetings.meeting_list, name="meeting-list"),
    path("openen/", meetings.meeting_open, name="meeting-open"),
    path("<str:week>/", meetings.meeting_detail, name="meeting-detail"),
    path("<str:week>/starten/", meetings.meeting_start, name="meeting-start"),
    path("<str:week>/overige/", meetings.rest_review, name="rest-review"),
    path("<str:week>/overige/besluiten/", meetings.meeting_decide_rest, name="meeting-decide-rest"),
    path("<str:week>/vaststelling/", meetings.adoption_review, name="adoption-review"),
    path("<str:week>/vaststelling/bevestigen/", meetings.meeting_adopt, name="meeting-adopt"),
    path("<str:week>/notitie.docx", documents.meeting_note, name="meeting-note"),
    path("<str:week>/<str:area>/", items.item_detail, name="item-detail"),
    path("<str:week>/<str:area>/duiding/", items.interpretation_save, name="interpretation-save"),
    path("<str:week>/<str:area>/besluit/", items.decision_save, name="decision-save"),
]
