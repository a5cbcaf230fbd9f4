"""The steps of the route: data, edited here."""

from django.contrib import admin

from ladder.audited_admin import AuditedAdmin
from meetings.models import RouteStep


@admin.register(RouteStep)
class RouteStepAdmin(AuditedAdmin[RouteStep]):
    """Steps of the route. One that has been used stays; take it out of use instead of deleting it."""

    list_display = ["name", "code", "order", "is_regular", "is_active"]
    list_editable = ["order", "is_regular", "is_active"]
