"""URLs of the list of measures, under `maatregelen/`.

What stands under the code of a list comes last: all other addresses are matched first.
"""

from django.urls import URLPattern, path

from measures.views import (
    contradictions,
    imports,
    lists,
    publishing,
    reaction_answers,
    reaction_rounds,
    reactions,
    versions,
)
from measures.views import measures as measure_views

urlpatterns: list[URLPattern] = [
    path("", lists.catalogue_list, name="catalogue-list"),
    path("maatregel/<uuid:key>/", measure_views.measure, name="measure"),
    path("reacties/", reactions.reaction_rounds, name="reaction-rounds"),
    path("reacties/nieuw/", reaction_rounds.reaction_round_new, name="reaction-round-new"),
    path("reacties/openen/", reaction_rounds.reaction_round_open, name="reaction-round-open"),
    path("reacties/<int:pk>/", reactions.reaction_round, name="reaction-round"),
    path("reacties/<int:pk>/reageren/", reactions.reaction_add, name="reaction-add-whole"),
    path("reacties/<int:pk>/reageren/<uuid:key>/", reactions.reaction_add, name="reaction-add"),
    path("reacties/<int:pk>/sluitdag/", reaction_rounds.reaction_round_move, name="reaction-round-move"),
    path("reacties/<int:pk>/overzicht/", reaction_answers.reaction_overview, name="reaction-overview"),
    path(
        "reacties/<int:pk>/reacties.xlsx",
        reaction_answers.reaction_export,
        {"file_format": "xlsx"},
        name="reaction-export-xlsx",
    ),
    path(
        "reacties/<int:pk>/reacties.csv",
        reaction_answers.reaction_export,
        {"file_format": "csv"},
        name="reaction-export-csv",
    ),
    path("reacties/antwoord/<int:pk>/", reaction_answers.reaction_answer, name="reaction-answer"),
    path("tegenstrijdigheden/", contradictions.contradiction_matrix, name="contradiction-matrix"),
    path("tegenstrijdigheden/aanvaarden/", contradictions.contradiction_accept, name="contradiction-accept"),
    path("<slug:code>/", lists.catalogue, name="catalogue"),
    path("<slug:code>/versies/", versions.catalogue_versions, name="catalogue-versions"),
    path("<slug:code>/vergelijken/", versions.catalogue_compare, name="catalogue-compare"),
    path("<slug:code>/inlezen/", imports.catalogue_import, name="catalogue-import"),
    path("<slug:code>/inlezen/overnemen/", imports.catalogue_import_accept, name="catalogue-import-accept"),
    path("<slug:code>/concept.<str:file_format>", imports.catalogue_export, name="catalogue-export"),
    path(
        "<slug:code>/versies/<int:number>/lijst.<str:file_format>", imports.version_export, name="version-export"
    ),
    path("<slug:code>/publiceren/", publishing.catalogue_review, name="catalogue-review"),
    path("<slug:code>/publiceren/bevestigen/", publishing.catalogue_publish, name="catalogue-publish"),
]
