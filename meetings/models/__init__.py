"""The inschalingsoverleg: meetings, agenda, region round, duiding, decisions, minutes, route and actions."""

from meetings.models.action_points import ActionPoint, FieldReport, Theme
from meetings.models.agenda import AgendaItem, AgendaPoint, AgendaReason
from meetings.models.api_tokens import ApiToken
from meetings.models.decisions import Approval, Decision, DeviationReason
from meetings.models.digests import Digest, DigestDelivery
from meetings.models.interpretations import Interpretation
from meetings.models.meetings import Meeting
from meetings.models.minutes import Erratum, Minutes
from meetings.models.people import AreaMembership, Participant
from meetings.models.round import RegionAnswer, RegionQuestion, RegionResponse
from meetings.models.routes import RouteEntry, RouteStep
from meetings.models.settings import MeetingSettings, Weekday

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "AgendaPoint",
    "AgendaReason",
    "ApiToken",
    "Approval",
    "AreaMembership",
    "Decision",
    "DeviationReason",
    "Digest",
    "DigestDelivery",
    "Erratum",
    "FieldReport",
    "Interpretation",
    "Meeting",
    "MeetingSettings",
    "Minutes",
    "Participant",
    "RegionAnswer",
    "RegionQuestion",
    "RegionResponse",
    "RouteEntry",
    "RouteStep",
    "Theme",
    "Weekday",
]
