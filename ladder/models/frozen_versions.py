"""What keeps an adopted ladder version as it was adopted: a new version supersedes it, nothing edits it."""

from typing import TYPE_CHECKING, Any, ClassVar

from ladder.guards import Guard, GuardedModel

if TYPE_CHECKING:
    from ladder.models.ladders import LadderVersion

ADOPTED = "has been adopted and is frozen"
PART_OF_ADOPTED = "belongs to a ladder version that is no draft"
KEPT = (
    "ladder_id", "code", "valid_from", "comparator", "dead_band", "dwell_weeks", "motivation", "adopted_at",
    "adopted_by_id",
)  # fmt: skip
NOT_A_DRAFT = "EXISTS (SELECT 1 FROM ladder_ladderversion WHERE status <> 'draft')"


class FrozenVersionError(TypeError):
    """An attempt to change a ladder version that is no draft any more, or something in it."""


def differ(column: str) -> str:
    """Return SQL that says whether a column changes; an empty value equals an empty one."""
    return f"NOT COALESCE(NEW.{column} = OLD.{column}, NEW.{column} IS NULL AND OLD.{column} IS NULL)"


VERSION_GUARDS = (
    Guard(
        "UPDATE",
        f"OLD.status = 'adopted' AND (NEW.status <> 'withdrawn' OR {' OR '.join(map(differ, KEPT))})",
        ADOPTED,
    ),
    Guard(
        "UPDATE",
        "OLD.status = 'adopted' AND EXISTS (SELECT 1 FROM ladder_assessment WHERE version_id = OLD.id)",
        "has judged weeks and cannot be withdrawn",
    ),
    Guard("UPDATE", "OLD.status = 'withdrawn'", "has been withdrawn and is frozen"),
    Guard("DELETE", "OLD.status <> 'draft'", ADOPTED),
    Guard("TRUNCATE", NOT_A_DRAFT, ADOPTED),
)


def part_guards(version_of: str) -> tuple[Guard, ...]:
    """Return the guards of rows in a version; `version_of` is the SQL of its id, with `{row}` for OLD or NEW."""

    def frozen(row: str) -> str:
        of_row = version_of.format(row=row)
        return f"EXISTS (SELECT 1 FROM ladder_ladderversion WHERE id = {of_row} AND status <> 'draft')"

    return (
        Guard("INSERT", frozen("NEW"), PART_OF_ADOPTED),
        Guard("UPDATE", f"{frozen('OLD')} OR {frozen('NEW')}", PART_OF_ADOPTED),
        Guard("DELETE", frozen("OLD"), PART_OF_ADOPTED),
        Guard("TRUNCATE", NOT_A_DRAFT, PART_OF_ADOPTED),
    )


class VersionPart(GuardedModel):
    """A row in a ladder version, which is made, changed and deleted only while the version is a draft."""

    guards: ClassVar[tuple[Guard, ...]] = part_guards("{row}.version_id")

    class Meta:
        abstract = True

    def of_version(self) -> "LadderVersion":
        """Return the version in which this row stands."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row; `FrozenVersionError` when its version is no draft."""
        self._refuse_when_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row; `FrozenVersionError` when its version is no draft."""
        self._refuse_when_frozen()
        return super().delete(*args, **kwargs)

    def _refuse_when_frozen(self) -> None:
        if not self.of_version().is_draft:
            raise FrozenVersionError(f"{self._meta.label} {self.pk} {PART_OF_ADOPTED}")
