"""The admin of what libraries bring, the schedule and locked accounts, with its place in the audit trail."""

from typing import Any

from axes import admin as axes
from axes import models as attempts
from django.contrib import admin
from django.db import models
from django_celery_beat import admin as beat
from django_celery_beat import models as schedule

from ladder.audit.facts import Facts
from ladder.audited_admin import AuditedAdmin


class AuditedAttempts(AuditedAdmin[Any]):
    """Attempts to sign in; deleting failed ones lets an account in again. What was typed there is not kept."""

    def audit_facts(self, obj: Any) -> Facts:
        return {"ip_address": obj.ip_address, "attempt_time": obj.attempt_time}


def _audited(
    model_admin: type[admin.ModelAdmin[Any]], by: type[AuditedAdmin[Any]] = AuditedAdmin
) -> type[admin.ModelAdmin[Any]]:
    return type(model_admin.__name__, (by, model_admin), {})


OF_LIBRARIES: dict[type[models.Model], type[admin.ModelAdmin[Any]]] = {
    schedule.PeriodicTask: _audited(beat.PeriodicTaskAdmin),
    schedule.CrontabSchedule: _audited(beat.CrontabScheduleAdmin),
    schedule.IntervalSchedule: _audited(beat.IntervalScheduleAdmin),
    schedule.ClockedSchedule: _audited(beat.ClockedScheduleAdmin),
    schedule.SolarSchedule: _audited(beat.SolarScheduleAdmin),
    attempts.AccessAttempt: _audited(axes.AccessAttemptAdmin, AuditedAttempts),
    attempts.AccessFailureLog: _audited(axes.AccessFailureLogAdmin, AuditedAttempts),
    attempts.AccessLog: _audited(axes.AccessLogAdmin, AuditedAttempts),
}

for model, model_admin in OF_LIBRARIES.items():
    admin.site.unregister(model)
    admin.site.register(model, model_admin)
