"""Who may do what at which address: the whole site, as a table to read beside the descriptions of the roles.

`RULES` has a line per URL. A new URL without a line makes `test_access` fail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# People beside the seven roles: not signed in, signed in without any role, and region contacts of VR01, or of VR15
# until yesterday or from tomorrow. The role `region_contact` itself speaks for VR15 today.
ANONYMOUS, NO_ROLE = "anonymous", "no_role"
OTHER_REGION, EXPIRED, COMING = "other_region", "expired", "coming"
ROLES = ("viewer", "secretary", "chair", "region_contact", "sector_lead", "editor", "administrator")
CONTACTS = {"region_contact", OTHER_REGION, EXPIRED, COMING}
SIGNED_IN = {*ROLES, NO_ROLE, *CONTACTS}
PEOPLE = (ANONYMOUS, *sorted(SIGNED_IN))

ANYBODY, PUBLIC, READ = "anybody", "with public pages anybody", "signed in"
RUN, TABLE, ASK, REPORT, SEND, OWN, ANY_CONTACT, OWN_UPLOAD, AUDIT, STORY = (
    "run the meeting",
    "at the table",
    "ask for the agenda",
    "report from the field",
    "send figures",
    "speak for VR15 today",
    "answer for some region",
    "sent this spreadsheet",
    "read the audit trail",
    "read the story of a meeting",
)
PUBLISH = "publish a catalogue"
EDIT_LIST = "edit the draft of a catalogue"
ASKED, ASKED_OR_KEEPS = "asked to react", "asked to react, or keeps the lists"
ENTER_SOME, ENTER_VR15 = "enter measures of some area today", "enter measures of VR15 today"
MAY: dict[str, set[str]] = {
    ENTER_SOME: {"chair", "secretary", "region_contact", OTHER_REGION},
    ENTER_VR15: {"chair", "secretary", "region_contact"},
    PUBLISH: {"editor"},
    EDIT_LIST: {"editor"},
    ASKED: {"sector_lead", *CONTACTS},
    ASKED_OR_KEEPS: {"editor", "sector_lead", *CONTACTS},
    ANYBODY: {ANONYMOUS, *SIGNED_IN},
    PUBLIC: SIGNED_IN,
    READ: SIGNED_IN,
    RUN: {"chair"},
    TABLE: {"chair", "secretary"},
    ASK: {"chair", "secretary", "sector_lead"},
    REPORT: {"chair", "secretary", "sector_lead", *CONTACTS},
    SEND: {"secretary", "administrator", *CONTACTS},
    OWN: {"region_contact"},
    ANY_CONTACT: CONTACTS,
    OWN_UPLOAD: {"secretary", "administrator"},
    AUDIT: {"administrator"},
    STORY: {"chair", "secretary", "administrator"},
}


@dataclass(frozen=True)
class Rule:
    """What a URL asks of who reads it (`get`) and of who changes something by it (`post`); None: not taken.

    `at` names what its address is filled with, where that is not the usual (`test_access.places`), and `query` is
    what comes after it. `hides`: answers 404 instead of 403 to whoever has the right in general, and not for this
    object.
    """

    get: str | None = None
    post: str | None = None
    at: dict[str, str] = field(default_factory=dict)
    query: str = ""
    hides: bool = False


IN_ADOPTED = {"week": "adopted_week"}
OF_CATALOGUE = {"code": "catalogue"}
RULES: dict[str, Rule] = {
    # The dashboard
    "overview": Rule(PUBLIC),
    "region": Rule(PUBLIC),
    "region-chart": Rule(PUBLIC, query="?week=2020-W40"),
    "revisions": Rule(PUBLIC),
    "quality": Rule(READ),
    "components": Rule(PUBLIC, PUBLIC),
    "upload-new": Rule(SEND, SEND),
    "upload-template-xlsx": Rule(SEND),
    "upload-template-csv": Rule(SEND),
    "upload-preview": Rule(OWN_UPLOAD, at={"pk": "upload"}, hides=True),
    "upload-accept": Rule(post=OWN_UPLOAD, at={"pk": "upload"}, hides=True),
    "account-login": Rule(ANYBODY, ANYBODY),
    "account-logout": Rule(post=READ),
    "set_language": Rule(ANYBODY, ANYBODY),
    "healthz": Rule(ANYBODY, ANYBODY),
    # The API and downloads
    "api-docs": Rule(ANYBODY),
    "api-document": Rule(ANYBODY),
    "api-weeks": Rule(PUBLIC),
    "api-levels": Rule(PUBLIC),
    "api-assessments": Rule(PUBLIC),
    "api-weekly-values": Rule(PUBLIC),
    "api-meetings": Rule(PUBLIC),
    "api-decisions": Rule(PUBLIC),
    "api-escalation-levels": Rule(PUBLIC),
    "api-regions": Rule(PUBLIC),
    "api-municipalities": Rule(PUBLIC),
    "api-map-shapes": Rule(PUBLIC),
    "api-ladders": Rule(PUBLIC),
    "api-signals": Rule(PUBLIC),
    "api-observations": Rule(PUBLIC, query="?signal=positive_tests"),
    "api-region": Rule(PUBLIC),
    "api-ladder": Rule(PUBLIC, at={"code": "ladder"}),
    "overview-download": Rule(PUBLIC),
    "map-share": Rule(PUBLIC),
    "sources": Rule(PUBLIC),
    "sources-signals": Rule(PUBLIC),
    "sources-versions": Rule(PUBLIC),
    "accessibility": Rule(PUBLIC),
    "map-download": Rule(PUBLIC, at={"file_format": "picture"}),
    "timeline-picture": Rule(PUBLIC, at={"file_format": "picture"}),
    "timeline-colours": Rule(PUBLIC),
    "region-weeks": Rule(PUBLIC),
    "region-days": Rule(PUBLIC),
    "region-municipalities": Rule(PUBLIC),
    # Meetings and their agenda
    "meeting-list": Rule(READ),
    "meeting-open": Rule(post=RUN),
    "meeting-detail": Rule(READ),
    "meeting-start": Rule(post=RUN),
    "agenda-ask": Rule(post=ASK),
    "agenda-point-add": Rule(post=ASK),
    "agenda-lift": Rule(post=RUN),
    "consent-review": Rule(RUN),
    "consent-adopt": Rule(post=RUN),
    # The region round, and questions
    "my-regions": Rule(ANY_CONTACT),
    "round-overview": Rule(READ),
    "response": Rule(OWN),
    "response-save": Rule(post=OWN),
    "response-receipt": Rule(READ),
    "question-ask": Rule(post=RUN),
    "question-detail": Rule(READ, at={"pk": "question"}),
    "question-answer": Rule(post=OWN, at={"pk": "question"}),
    # In session
    "item-detail": Rule(READ),
    "interpretation-save": Rule(post=TABLE),
    "interpretation-state": Rule(TABLE),
    "interpretation-versions": Rule(READ),
    "interpretation-restore": Rule(post=TABLE),
    "decision-save": Rule(post=RUN),
    "proposal-save": Rule(post=TABLE),
    "proposal-take-over": Rule(post=RUN, at={"pk": "proposal"}),
    "participants": Rule(READ),
    "participants-save": Rule(post=TABLE),
    "participant-add": Rule(post=TABLE),
    "participants-copy": Rule(post=TABLE),
    "participant-remove": Rule(post=TABLE, at={"pk": "participant"}),
    # Adoption and after
    "adoption-review": Rule(TABLE),
    "decisions-approve": Rule(post=TABLE),
    "meeting-adopt": Rule(post=RUN),
    "errata": Rule(READ, at=IN_ADOPTED),
    "erratum": Rule(READ, at={**IN_ADOPTED, "number": "erratum"}),
    "erratum-write": Rule(post=TABLE, at=IN_ADOPTED),
    "erratum-rewrite": Rule(post=TABLE, at={**IN_ADOPTED, "number": "erratum"}),
    "erratum-adopt": Rule(post=RUN, at={**IN_ADOPTED, "number": "erratum"}),
    "erratum-withdraw": Rule(post=TABLE, at={**IN_ADOPTED, "number": "erratum"}),
    "route": Rule(READ, at=IN_ADOPTED),
    "route-record": Rule(post=TABLE, at=IN_ADOPTED),
    "verification": Rule(READ),
    "verification-document": Rule(post=READ),
    "minutes-download": Rule(READ, at=IN_ADOPTED),
    # Documents and mail
    "document-list": Rule(READ),
    "document": Rule(READ),
    "region-document": Rule(READ),
    "digest-preview": Rule(READ),
    "digest-html": Rule(READ),
    "agenda-close": Rule(post=TABLE),
    # Actions and reports from the field
    "action-list": Rule(READ),
    "action-export-xlsx": Rule(READ),
    "action-export-csv": Rule(READ),
    "action-detail": Rule(READ, at={"number": "action"}),
    "action-add": Rule(post=TABLE),
    "action-change": Rule(post=TABLE, at={"number": "action"}),
    "action-complete": Rule(post=TABLE, at={"number": "action"}),
    "action-keep": Rule(post=TABLE, at={"number": "action"}),
    "action-take-up": Rule(post=TABLE, at={"number": "action"}),
    "action-drop": Rule(post=TABLE, at={"number": "action"}),
    "field-report-list": Rule(READ),
    "field-report-new": Rule(REPORT),
    "field-report-add": Rule(post=REPORT),
    "field-report-detail": Rule(READ, at={"number": "report"}),
    "field-report-to-agenda": Rule(post=ASK, at={"number": "report"}),
    "field-report-to-action": Rule(post=TABLE, at={"number": "report"}),
    "field-report-close": Rule(post=TABLE, at={"number": "report"}),
    # Reactions to the draft of a list: this round asks sector leads and region contacts
    "reaction-rounds": Rule(ASKED_OR_KEEPS),
    "reaction-round": Rule(ASKED_OR_KEEPS, at={"pk": "round"}),
    "reaction-add": Rule(post=ASKED, at={"pk": "round", "key": "asked_entry"}),
    "reaction-add-whole": Rule(post=ASKED, at={"pk": "round"}),
    "reaction-round-new": Rule(PUBLISH),
    "reaction-round-open": Rule(post=PUBLISH),
    "reaction-round-move": Rule(post=PUBLISH, at={"pk": "round"}),
    "reaction-overview": Rule(PUBLISH, at={"pk": "round"}),
    "reaction-answer": Rule(post=PUBLISH, at={"pk": "reaction"}),
    "reaction-export-xlsx": Rule(PUBLISH, at={"pk": "round"}),
    "reaction-export-csv": Rule(PUBLISH, at={"pk": "round"}),
    # Contradictions between the lists of measures
    "contradiction-matrix": Rule(READ),
    "contradiction-accept": Rule(post=PUBLISH),
    # The list of measures
    "catalogue-list": Rule(PUBLIC),
    "measure": Rule(PUBLIC, at={"key": "measure"}),
    "catalogue": Rule(PUBLIC, at=OF_CATALOGUE),
    "catalogue-versions": Rule(PUBLIC, at=OF_CATALOGUE),
    "catalogue-compare": Rule(PUBLIC, at=OF_CATALOGUE),
    "catalogue-review": Rule(PUBLISH, at=OF_CATALOGUE),
    "catalogue-publish": Rule(post=PUBLISH, at=OF_CATALOGUE),
    "catalogue-import": Rule(EDIT_LIST, EDIT_LIST, at=OF_CATALOGUE),
    "catalogue-import-accept": Rule(post=EDIT_LIST, at=OF_CATALOGUE),
    "catalogue-export": Rule(EDIT_LIST, at=OF_CATALOGUE),
    "version-export": Rule(READ, at={**OF_CATALOGUE, "number": "list_version"}),
    # What is in force
    "in-force": Rule(READ),
    "in-force-enter": Rule(post=ENTER_SOME),
    "in-force-list": Rule(READ),
    "in-force-end": Rule(post=ENTER_SOME),
    "in-force-detail": Rule(READ, at={"pk": "in_force"}),
    "in-force-correct": Rule(post=ENTER_VR15, at={"pk": "in_force"}),
    "gap-monitor": Rule(READ),
    "consequences": Rule(READ, query="?niveau=3"),
    # Timeline and comparison
    "timeline": Rule(PUBLIC),
    "timeline-csv": Rule(PUBLIC),
    "timeline-xlsx": Rule(PUBLIC),
    "timeline-json": Rule(PUBLIC),
    "compare": Rule(PUBLIC, query="?region=VR15&region=VR16"),
    "compare-chart": Rule(PUBLIC, query="?region=VR15&region=VR16"),
    "compare-csv": Rule(PUBLIC, query="?region=VR15&region=VR16"),
    "compare-xlsx": Rule(PUBLIC, query="?region=VR15&region=VR16"),
    "compare-json": Rule(PUBLIC, query="?region=VR15&region=VR16"),
    # The audit trail
    "audit-list": Rule(AUDIT),
    "audit-export-csv": Rule(AUDIT),
    "audit-export-xlsx": Rule(AUDIT),
    "audit-story": Rule(STORY),
    "audit-story-region": Rule(STORY),
}

# Per action of `meetings.actions` the URLs by which people do it.
ACTIONS: dict[str, tuple[str, ...]] = {
    "add_action": ("action-add",),
    "add_participant": ("participant-add",),
    "add_point": ("agenda-point-add",),
    "add_report": ("field-report-add",),
    "adopt": ("meeting-adopt",),
    "adopt_consent": ("consent-adopt",),
    "adopt_erratum": ("erratum-adopt",),
    "answer_question": ("question-answer",),
    "approve": ("decisions-approve",),
    "ask_for_region": ("agenda-ask",),
    "ask_question": ("question-ask",),
    "change_action": ("action-change",),
    "close_agenda": ("agenda-close",),
    "close_report": ("field-report-close",),
    "complete_action": ("action-complete",),
    "copy_participants": ("participants-copy",),
    "decide": ("decision-save", "proposal-save"),
    "drop_action": ("action-drop",),
    "keep_for_later": ("action-keep",),
    "lift_region": ("agenda-lift",),
    "make_action": ("field-report-to-action",),
    "open_meeting": ("meeting-open",),
    "put_on_agenda": ("field-report-to-agenda",),
    "record_route_entry": ("route-record",),
    "remove_participant": ("participant-remove",),
    "respond": ("response-save",),
    "restore_interpretation": ("interpretation-restore",),
    "rewrite_erratum": ("erratum-rewrite",),
    "save_interpretation": ("interpretation-save",),
    "set_attendance": ("participants-save",),
    "start_session": ("meeting-start",),
    "take_over": ("proposal-take-over",),
    "take_up_action": ("action-take-up",),
    "withdraw_erratum": ("erratum-withdraw",),
    "write_erratum": ("erratum-write",),
}
# Actions that only remember that somebody read something: their URLs are for reading.
OF_READING: dict[str, tuple[str, ...]] = {"record_export": ("document", "region-document")}


def all_patterns(patterns: list[Any] | None = None) -> Iterator[URLPattern]:
    """Yield every URL of the site except those inside the administration, which has its own tests."""
    for found in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(found, URLPattern):
            yield found
        elif isinstance(found, URLResolver) and found.namespace != "admin":
            yield from all_patterns(found.url_patterns)


# `api-nothing` answers what is no address of the API: to nobody anything.
PATTERNS = {str(pattern.name): pattern for pattern in all_patterns() if pattern.name != "api-nothing"}
