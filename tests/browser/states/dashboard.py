"""States of the dashboard: overview, region, timeline, comparison, sources, figures, accounts and the API."""

from tests.browser.states import steps
from tests.browser.states.state import ADMINISTRATOR, CHAIR, SECRETARY, VIEWER, State

SIX = "region=NL&region=VR01&region=VR07&region=VR13&region=VR15&region=VR22&region=VR24"

OVERVIEW = (
    State("overview-provisional", "/?week=2020-W43&show=computed", "Week 43"),
    State(
        "overview-computed",
        "/?week=2020-W39&show=computed",
        "Week 39",
        steps=steps.hover_region,
        needs_script=True,
    ),
    State(
        "overview-decided", "/?week=2020-W39&show=decided", "Week 39", CHAIR, steps.focus_region, needs_script=True
    ),
    State("overview-undecided", "/?week=2020-W36&show=decided", "Week 36"),
    State("overview-difference", "/?week=2020-W40&show=difference", "Week 40"),
    State("overview-unknown-week", "/?week=2021-W05", "Week 5"),
    State("overview-empty", "/?as_of=2020-01-01", "Er zijn nog geen niveaus berekend"),
    State("bad-address", "/?week=2020-W99", "Dit adres klopt niet", status=400),
)
REGION = (
    State("region", "/regio/VR15/?week=2020-W39", "Haaglanden", CHAIR, steps.see_charts, needs_script=True),
    State("region-waiting", "/regio/VR24/?week=2020-W42", "Zuid-Limburg", CHAIR),
    State("region-figures", "/regio/VR13/?week=2020-W38", "Amsterdam-Amstelland", steps=steps.open_folds),
    State("region-unknown-week", "/regio/VR15/?week=2021-W05", "Haaglanden"),
)
OVER_TIME = (
    State("timeline", "/tijdlijn/?show=computed&from=2020-W36&to=2020-W53&sort=value", "Tijdlijn"),
    State("timeline-decided", "/tijdlijn/?show=decided", "Tijdlijn", CHAIR),
    State("timeline-difference", "/tijdlijn/?show=difference&from=2020-W01&to=2020-W53", "Tijdlijn", VIEWER),
    State("timeline-empty", "/tijdlijn/?as_of=2020-01-01", "Tijdlijn"),
    State(
        "compare", "/vergelijken/?region=NL&region=VR01&region=VR15&axis=log", "Regio’s vergelijken",
        steps=steps.see_charts, needs_script=True,
    ),
    State(
        "compare-aligned", f"/vergelijken/?{SIX}&align=level-2", "Regio’s vergelijken",
        steps=steps.see_charts, needs_script=True,
    ),
    State("compare-refused", "/vergelijken/?region=VR01", "Regio’s vergelijken", status=422),
)  # fmt: skip
FIGURES = (
    State("quality", "/kwaliteit/?week=2020-W53", "Kwaliteit van de cijfers", VIEWER),
    State("quality-blocks", "/kwaliteit/?week=2021-W05", "Kwaliteit van de cijfers", VIEWER),
    State("revisions", "/herzieningen/?week=2020-W39", "Herzieningen"),
    State("upload-new", "/aanleveren/", "Cijfers aanleveren", SECRETARY),
    State("upload-refused", "/aanleveren/", "Cijfers aanleveren", SECRETARY, steps.send_empty("/aanleveren/")),
    State("upload-problems", "/aanleveren/{upload_bad}/", "Controleer wat er zou veranderen", SECRETARY),
    State("upload-preview", "/aanleveren/{upload_good}/", "Controleer wat er zou veranderen", SECRETARY),
    State("upload-taken-over", "/aanleveren/{upload_taken}/", "Cijfers overgenomen", SECRETARY),
)
ABOUT = (
    State("api", "/api/", "Cijfers en niveaus voor andere systemen", steps=steps.open_folds),
    State("sources", "/bronnen/", "Bronnen", steps=steps.open_folds),
    State("accessibility-statement", "/toegankelijkheid/", "Toegankelijkheid"),
    State("components", "/componenten/", "Componenten"),
)
ACCOUNTS = (
    State("sign-in", "/aanmelden/?next=/overleg/", "Aanmelden"),
    State("sign-in-wrong", "/aanmelden/", "Aanmelden", steps=steps.sign_in_wrongly),
    State("locked-out", "/aanmelden/", "Aanmelden kan even niet", steps=steps.be_locked_out),
    State("forbidden", "/overleg/2020-W39/hamerstukken/", "Dit mag u niet doen", VIEWER, status=403),
)
AUDIT = (
    State("audit", "/logboek/", "Logboek", ADMINISTRATOR),
    State("audit-chosen", "/logboek/?regio=VR15&wat=decision.decided", "Logboek", ADMINISTRATOR),
    State("audit-refused", "/logboek/?van=2020-02-30", "Logboek", ADMINISTRATOR, status=422),
    State("story", "/logboek/verhaal/2020-W38/", "Wat gebeurde er in het overleg over week 38?", SECRETARY),
    State(
        "story-region", "/logboek/verhaal/2020-W38/VR15/", "Wat gebeurde er met Haaglanden in week 38?", SECRETARY
    ),
)

STATES = (*OVERVIEW, *REGION, *OVER_TIME, *FIGURES, *ABOUT, *ACCOUNTS, *AUDIT)
