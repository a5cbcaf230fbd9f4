"""States of the meetings: agenda, session, region round, adoption, documents, actions and measures in force."""

from tests.browser.states import steps
from tests.browser.states.state import CHAIR, CONTACT, SECRETARY, SECTOR_LEAD, VIEWER, State

WEEK, DECIDED, ADOPTED = "/overleg/2020-W39/", "/overleg/2020-W40/", "/overleg/2020-W38/"

AGENDA = (
    State("meetings", "/overleg/", "Inschalingsoverleg", CHAIR),
    State("meetings-refused", "/overleg/", "Inschalingsoverleg", CHAIR, steps.open_before_its_week),
    State("meetings-viewer", "/overleg/", "Inschalingsoverleg", VIEWER),
    State("agenda", WEEK, "Inschalingsoverleg over week 39", CHAIR),
    State("agenda-sector-lead", WEEK, "Inschalingsoverleg over week 39", SECTOR_LEAD),
    State("agenda-in-session", DECIDED, "Inschalingsoverleg over week 40", CHAIR),
    State("agenda-to-do-none", f"{DECIDED}?toon=todo", "Inschalingsoverleg over week 40", CHAIR),
    State("agenda-adopted", ADOPTED, "Inschalingsoverleg over week 38", CHAIR),
    State("agenda-exercise", "/overleg/{exercise}/", "Inschalingsoverleg over week 41", CHAIR),
    State("consent", f"{WEEK}hamerstukken/", "Hamerstukken vaststellen", CHAIR),
    State("digest", f"{WEEK}mail/", "Mail vooraf", SECRETARY),
    State("participants", f"{WEEK}deelnemers/", "Deelnemers", SECRETARY, steps.open_folds),
    State(
        "participants-refused",
        f"{WEEK}deelnemers/",
        "Deelnemers",
        SECRETARY,
        steps.send_empty("/deelnemers/toevoegen/"),
    ),
    State("participants-adopted", f"{ADOPTED}deelnemers/", "Deelnemers", VIEWER),
)
SESSION = (
    State("item", f"{WEEK}VR15/", "Haaglanden", CHAIR),
    State("item-open", f"{WEEK}VR13/", "Amsterdam-Amstelland", CHAIR, steps.open_folds),
    State("item-viewer", f"{WEEK}VR15/", "Haaglanden", VIEWER),
    State("item-secretary", f"{WEEK}VR13/", "Amsterdam-Amstelland", SECRETARY),
    State("item-adopted", f"{ADOPTED}VR15/", "Haaglanden", CHAIR),
    State("item-refused", f"{WEEK}VR01/", "Groningen", CHAIR, steps.decide_without_reason),
    State(
        "item-conflict", f"{WEEK}VR17/", "Rotterdam-Rijnmond", CHAIR, steps.write_twice_at_once, needs_script=True
    ),
    State("versions", f"{WEEK}VR15/duiding/versies/", "Versies van de duiding", CHAIR),
    State("consequences", f"{WEEK}VR15/gevolgen/?niveau=3", "Haaglanden", CHAIR),
    State("consequences-lower", f"{WEEK}VR13/gevolgen/?niveau=1", "Amsterdam-Amstelland", VIEWER),
)
REGION_ROUND = (
    State("my-regions", "/overleg/mijn-regios/", "Mijn regio’s", CONTACT),
    State("round", f"{WEEK}ronde/", "Regioronde", SECRETARY),
    State("round-adopted", f"{ADOPTED}ronde/", "Regioronde", VIEWER),
    State("response", f"{WEEK}VR15/ronde/", "Haaglanden", CONTACT, steps.open_folds),
    State("response-refused", f"{WEEK}VR15/ronde/", "Haaglanden", CONTACT, steps.send_empty("/ronde/insturen/")),
    State("receipt", f"{ADOPTED}VR15/ronde/ontvangst/", "VR15-2020W38-", CONTACT),
    State("question", WEEK + "VR15/vragen/{question}/", "Vraag aan de regio", CONTACT),
    State(
        "question-refused", WEEK + "VR15/vragen/{question}/", "Vraag aan de regio", CONTACT,
        steps.send_empty("/antwoord/"),
    ),
    State("question-read", WEEK + "VR15/vragen/{question}/", "Vraag aan de regio", VIEWER),
)  # fmt: skip
ADOPTION = (
    State("adoption-not-yet", f"{WEEK}vaststelling/", "Overleg vaststellen", CHAIR),
    State("adoption", f"{DECIDED}vaststelling/", "Overleg vaststellen", CHAIR),
    State("adoption-check", f"{DECIDED}vaststelling/", "Overleg vaststellen", SECRETARY),
    State("documents", f"{ADOPTED}stukken/", "Stukken", VIEWER),
    State("documents-draft", f"{WEEK}stukken/", "Stukken", VIEWER),
    State("errata", f"{ADOPTED}errata/", "Errata", SECRETARY),
    State("errata-refused", f"{ADOPTED}errata/", "Errata", SECRETARY, steps.send_empty("/errata/schrijven/")),
    State("erratum", ADOPTED + "errata/{erratum}/", "Erratum 2", CHAIR, steps.open_folds),
    State("erratum-adopted", ADOPTED + "errata/{erratum_adopted}/", "Erratum 1", VIEWER),
    State("route", f"{ADOPTED}route/", "Route van de uitkomst", SECRETARY, steps.open_folds),
    State("route-draft", f"{WEEK}route/", "Route van de uitkomst", VIEWER),
    State("verification", "/overleg/controle/", "Document controleren", VIEWER),
    State("verification-refused", "/overleg/controle/?sha256=kort", "Document controleren", VIEWER, status=422),
    State("verification-unknown", f"/overleg/controle/?sha256={'0' * 64}", "Document controleren", VIEWER),
    State(
        "verification-document-refused",
        "/overleg/controle/",
        "Document controleren",
        VIEWER,
        steps.send_empty("/controle/document/"),
    ),
)
FOLLOW_UP = (
    State("actions", "/overleg/acties/", "Acties", SECRETARY, steps.open_folds),
    State("actions-refused", "/overleg/acties/", "Acties", SECRETARY, steps.send_empty("/acties/toevoegen/")),
    State("actions-viewer", "/overleg/acties/", "Acties", VIEWER),
    State("action", "/overleg/acties/1/", "Bijstand voor bron- en contactonderzoek", SECRETARY, steps.open_folds),
    State("reports", "/overleg/veldsignalen/", "Signalen uit het veld", SECRETARY),
    State("report-new", "/overleg/veldsignalen/nieuw/", "Signaal melden", SECTOR_LEAD),
    State(
        "report-refused",
        "/overleg/veldsignalen/nieuw/",
        "Signaal melden",
        SECTOR_LEAD,
        steps.send_empty("/veldsignalen/insturen/"),
    ),
    State(
        "report",
        "/overleg/veldsignalen/1/",
        "Dagbesteding haalt deelnemers niet meer op",
        SECRETARY,
        steps.open_folds,
    ),
)
IN_FORCE = (
    State("in-force-grid", "/overleg/maatregelen/", "Geldende maatregelen", SECRETARY),
    State("in-force-grid-viewer", "/overleg/maatregelen/", "Geldende maatregelen", VIEWER),
    State(
        "in-force-grid-refused",
        "/overleg/maatregelen/",
        "Geldende maatregelen",
        SECRETARY,
        steps.send_empty("/maatregelen/invoeren/"),
    ),
    State("in-force-grid-one", "/overleg/maatregelen/", "Geldende maatregelen", CONTACT),
    State("in-force-list", "/overleg/maatregelen/per-regio/", "Geldende maatregelen per regio", SECRETARY),
    State(
        "in-force-detail",
        "/overleg/maatregelen/{in_force}/",
        "Basisregels herhalen in de wijk",
        SECRETARY,
        steps.open_folds,
    ),
    State(
        "gap-monitor", "/overleg/maatregelen/verschillen/", "Verschillen met het niveau", VIEWER, steps.open_folds
    ),
)

STATES = (*AGENDA, *SESSION, *REGION_ROUND, *ADOPTION, *FOLLOW_UP, *IN_FORCE)
