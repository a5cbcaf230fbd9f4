"""Rounds of reactions, with what was said and answered: to look at."""

from typing import Any

from django.contrib import admin

from ladder.read_only_admin import ReadOnlyAdmin
from measures.models import Reaction, ReactionAnswer, ReactionRound


class ReactionAnswerInline(admin.TabularInline[ReactionAnswer, Reaction]):
    """The answers to a reaction; the last one counts."""

    model = ReactionAnswer
    extra = 0
    fields = ["verdict", "why", "by", "at"]
    readonly_fields = ["verdict", "why", "by", "at"]
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(ReactionRound)
class ReactionRoundAdmin(ReadOnlyAdmin[ReactionRound]):
    """Rounds."""

    list_display = ["catalogue", "opened_at", "opened_by", "closes_on"]
    list_filter = ["catalogue"]
    list_select_related = ["catalogue", "opened_by"]
    fields = ["catalogue", "question", "groups", "opened_at", "opened_by", "closes_on"]


@admin.register(Reaction)
class ReactionAdmin(ReadOnlyAdmin[Reaction]):
    """Reactions with their answers."""

    list_display = ["round", "measure", "by", "at", "text"]
    list_filter = ["round__catalogue"]
    list_select_related = ["round__catalogue", "measure", "by"]
    search_fields = ["text", "suggestion", "measure__title"]
    inlines = [ReactionAnswerInline]
