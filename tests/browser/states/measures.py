"""States of the list of measures: reading, comparing, contradictions, reactions, drafts and the administration."""

from tests.browser.states import steps
from tests.browser.states.state import ADMINISTRATOR, EDITOR, SECTOR_LEAD, VIEWER, State

LIST = "/maatregelen/publieke-gezondheid/"
DRAFT = "/maatregelen/jeugd/"
MATRIX = "/maatregelen/tegenstrijdigheden/"

READING = (
    State("catalogues", "/maatregelen/", "Inspiratielijst"),
    State("catalogues-per-list", "/maatregelen/?groepering=sector", "Inspiratielijst", VIEWER),
    State("catalogues-per-group", "/maatregelen/?groepering=doelgroep&niveau=2", "Inspiratielijst"),
    State("catalogues-per-theme", "/maatregelen/?groepering=thema&zoek=groep", "Inspiratielijst"),
    State("catalogues-nothing", "/maatregelen/?zoek=xyzzy", "Inspiratielijst"),
    State("catalogue", LIST, "Publieke gezondheid", EDITOR),
    State("catalogue-old", f"{LIST}?versie=1", "Publieke gezondheid"),
    State("measure", "/maatregelen/maatregel/{measure}/", "Toezicht op drukke plekken", VIEWER),
    State("catalogue-versions", f"{LIST}versies/", "Versies", VIEWER),
    State("catalogue-compare", f"{LIST}vergelijken/?van=1&tot=2", "Versies vergelijken", VIEWER, steps.open_folds),
    State("catalogue-compare-same", f"{LIST}vergelijken/?van=1&tot=1", "Versies vergelijken", VIEWER),
)
CONTRADICTIONS = (
    State("matrix", MATRIX, "Tegenstrijdigheden tussen lijsten", VIEWER, steps.open_folds),
    State("matrix-drafts", f"{MATRIX}?stand=concept", "Tegenstrijdigheden tussen lijsten", EDITOR),
    State(
        "matrix-cell",
        f"{MATRIX}?stand=concept&regel=instrument",
        "Tegenstrijdigheden tussen lijsten",
        EDITOR,
        steps.open_folds,
    ),
    State(
        "matrix-refused",
        f"{MATRIX}?stand=concept&regel=instrument",
        "Een tegenstrijdigheid aanvaarden",
        EDITOR,
        steps.send_empty("/aanvaarden/"),
    ),
    State("matrix-accepted-none", f"{MATRIX}?toon=aanvaard", "Tegenstrijdigheden tussen lijsten", VIEWER),
)
REACTIONS = (
    State("reactions", "/maatregelen/reacties/", "Reacties", EDITOR),
    State("reactions-asked", "/maatregelen/reacties/", "Reacties", SECTOR_LEAD),
    State("reaction-round", "/maatregelen/reacties/{round}/", "Jeugd", SECTOR_LEAD, steps.open_folds),
    State(
        "reaction-round-refused", "/maatregelen/reacties/{round}/", "Jeugd", SECTOR_LEAD, steps.react_with_nothing
    ),
    State("reaction-round-new", "/maatregelen/reacties/nieuw/?lijst=onderwijs", "Een concept rondsturen", EDITOR),
    State(
        "reaction-round-new-refused",
        "/maatregelen/reacties/nieuw/",
        "Een concept rondsturen",
        EDITOR,
        steps.send_empty("/openen/"),
    ),
    State(
        "reaction-overview", "/maatregelen/reacties/{round}/overzicht/", "Alle reacties", EDITOR, steps.open_folds
    ),
)
DRAFTS = (
    State("import-new", f"{DRAFT}inlezen/", "Bestand inlezen", EDITOR),
    State("import-refused", f"{DRAFT}inlezen/", "Bestand inlezen", EDITOR, steps.send_empty("/inlezen/")),
    State(
        "import-preview", f"{DRAFT}inlezen/", "Controleer wat er zou veranderen", EDITOR, steps.send_changed_list
    ),
    State(
        "import-problems", f"{DRAFT}inlezen/", "Controleer wat er zou veranderen", EDITOR, steps.send_wrong_list
    ),
    State("publishing", f"{DRAFT}publiceren/", "Concept publiceren", EDITOR),
)
# The pages of the administration are Django's own; what we added to them is checked with them.
ADMINISTRATION = (
    State("admin", "/admin/", "Websitebeheer", EDITOR, is_ours=False),
    State("admin-list", "/admin/measures/measure/", "Selecteer maatregel om te wijzigen", EDITOR, is_ours=False),
    State(
        "admin-measure",
        "/admin/measures/measure/{measure_row}/change/",
        "maatregel wijzigen",
        EDITOR,
        is_ours=False,
    ),
    State(
        "admin-ladder",
        "/admin/ladder/ladderversion/1/change/",
        "ladderversie weergeven",
        ADMINISTRATOR,
        is_ours=False,
    ),
)

STATES = (*READING, *CONTRADICTIONS, *REACTIONS, *DRAFTS, *ADMINISTRATION)
