"""Records that are never edited: refused in the model, in bulk and, by guards, in the database."""

from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

from ladder.guards import Guard, GuardedModel

ModelT = TypeVar("ModelT", bound=models.Model, covariant=True)


class AppendOnlyError(TypeError):
    """An attempt to change or delete a record that may only be superseded by a new one."""


def _refuse(model: type[models.Model]) -> NoReturn:
    raise AppendOnlyError(f"{model._meta.label} is append-only: store a new row that supersedes the old one")


class AppendOnlyQuerySet(models.QuerySet[ModelT]):
    """A queryset without update and delete. Every append-only model makes its manager from one."""

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse(self.model)

    def delete(self) -> NoReturn:
        _refuse(self.model)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse(self.model)


class AppendOnlyModel(GuardedModel):
    """A model whose rows are written once."""

    guards: ClassVar[tuple[Guard, ...]] = (Guard("UPDATE"), Guard("DELETE"), Guard("TRUNCATE"))

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new row; `AppendOnlyError` when the row is stored already."""
        if not self._state.adding:
            _refuse(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse(type(self))
