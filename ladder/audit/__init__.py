"""The audit trail: `record` what is done, from the place that `origin` knows, in the words of `verbs`."""

from ladder.audit.record import entry, record, record_all
from ladder.audit.verbs import register, verb

__all__ = ["entry", "record", "record_all", "register", "verb"]
