"""The admin of records that nobody edits."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

ModelT = TypeVar("ModelT", bound=models.Model)


class ReadOnlyAdmin(admin.ModelAdmin[ModelT]):
    """Lists and shows rows; adding, changing and deleting are not offered."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
