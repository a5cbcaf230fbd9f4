"""Guards that keep what belongs to an adopted meeting as it was."""

from ladder.guards import Guard

ADOPTED = "has been adopted and is frozen"
MEETING_OF_ITEM = "(SELECT meeting_id FROM meetings_agendaitem WHERE id = NEW.item_id)"
OLD_MEETING_OF_ITEM = "(SELECT meeting_id FROM meetings_agendaitem WHERE id = OLD.item_id)"


def is_adopted(meeting: str) -> str:
    """Return the SQL condition that a meeting is adopted; `meeting` is the SQL of its id."""
    return f"EXISTS (SELECT 1 FROM meetings_meeting WHERE id = {meeting} AND status = 'adopted')"


def refuse_into_adopted(meeting: str = MEETING_OF_ITEM, *, unless: str = "FALSE") -> Guard:
    """No new row under an adopted meeting; `meeting` is the SQL of its id."""
    return Guard(
        "INSERT", f"NOT ({unless}) AND {is_adopted(meeting)}", "belongs to a meeting that has been adopted"
    )


def frozen_with_meeting() -> tuple[Guard, ...]:
    """Refuse every change of rows that hang on a meeting (`meeting_id`) once it is adopted."""
    message = "belongs to a meeting that has been adopted"
    return (
        Guard("INSERT", is_adopted("NEW.meeting_id"), message),
        Guard("UPDATE", f"{is_adopted('OLD.meeting_id')} OR {is_adopted('NEW.meeting_id')}", message),
        Guard("DELETE", is_adopted("OLD.meeting_id"), message),
        Guard("TRUNCATE", "EXISTS (SELECT 1 FROM meetings_meeting WHERE status = 'adopted')", message),
    )
