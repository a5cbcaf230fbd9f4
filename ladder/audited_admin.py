"""The admin of what people edit: each change stands in the audit trail, in the transaction that made it."""

from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from ladder.audit.facts import Facts, changed, facts_of
from ladder.audit.record import record
from regions.models import Area

ModelT = TypeVar("ModelT", bound=models.Model)
ADDED, CHANGED, DELETED = "record.added", "record.changed", "record.deleted"


class AuditedAdmin(admin.ModelAdmin[ModelT]):
    """Records what is added, changed and deleted, with the fields that changed and the rows below it.

    Every admin that writes is made on this one, before the class that it extends. `audit_verbs` are the verbs for
    added, changed and deleted.
    """

    audit_verbs: ClassVar[tuple[str, str, str]] = (ADDED, CHANGED, DELETED)

    def audit_facts(self, obj: Any) -> Facts:
        """Return what is told of a stored row; an admin can tell less, or in other words."""
        return facts_of(obj)

    def audit_label(self, obj: Any) -> str:
        """Return what a row is called in the trail."""
        return str(obj)

    def save_model(self, request: HttpRequest, obj: ModelT, form: Any, change: bool) -> None:
        form.audit_before = self.audit_facts(_stored(obj)) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store what hangs on the row, and then tell what changed: of the row itself, and below it."""
        rows_before = [_rows(formset, form.instance) for formset in formsets]
        super().save_related(request, form, formsets, change)
        before, after = form.audit_before, self.audit_facts(_stored(form.instance))
        for formset, rows in zip(formsets, rows_before, strict=True):
            name, rows_after = formset.model._meta.model_name, _rows(formset, form.instance)
            if rows != rows_after:
                before = None if before is None else {**before, name: _others(rows, rows_after)}
                after = {**after, name: _others(rows_after, rows)}
        self._tell(request, self.audit_verbs[1 if change else 0], form.instance, before, after)

    def delete_model(self, request: HttpRequest, obj: ModelT) -> None:
        self._tell(request, self.audit_verbs[2], obj, self.audit_facts(obj), None)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[ModelT]) -> None:
        for obj in queryset:
            self._tell(request, self.audit_verbs[2], obj, self.audit_facts(obj), None)
        super().delete_queryset(request, queryset)

    def _tell(
        self, request: HttpRequest, verb: str, obj: models.Model, before: Facts | None, after: Facts | None
    ) -> None:
        told_before, told_after = changed(before, after)
        if not (told_before or told_after):
            return
        area = getattr(obj, "area", None)
        record(
            verb,
            about=obj,
            by=request.user if isinstance(request.user, User) else None,
            now=timezone.now(),
            area=area if isinstance(area, Area) else None,
            before=told_before,
            after=told_after,
            label=self.audit_label(obj),
        )


def _stored(obj: ModelT) -> ModelT:
    """Return the row as the database has it now, beside the one that a form has filled in."""
    return type(obj)._base_manager.get(pk=obj.pk)


def _rows(formset: Any, parent: models.Model) -> dict[Any, Facts]:
    """Return the stored rows of an inline by id, without the field that names the row they hang on."""
    parent_field = formset.fk.name
    rows = formset.model._base_manager.filter(**{parent_field: parent.pk}).order_by("pk")
    return {row.pk: {name: told for name, told in facts_of(row).items() if name != parent_field} for row in rows}


def _others(rows: dict[Any, Facts], than: dict[Any, Facts]) -> list[Facts]:
    return [facts for pk, facts in rows.items() if than.get(pk) != facts]
