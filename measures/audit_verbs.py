"""What people do with the list of measures, as the audit trail names it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "catalogue.published": _("published the list of measures"),
    "contradiction.accepted": _("accepted a contradiction between lists"),
    "measure.entered": _("entered a measure in force"),
    "measure.ended": _("gave a measure in force its last day"),
    "measure.corrected": _("corrected a measure in force"),
    "reactions.opened": _("sent the draft of a list round"),
    "reactions.moved": _("moved the day on which a round of reactions closes"),
    "reactions.given": _("reacted to the draft of a list"),
    "reactions.answered": _("answered a reaction"),
    "catalogue.read_in": _("read a file into the list of measures"),
    "catalogue.cloned": _("made a list of measures out of another one"),
    "measure.read_in": _("changed a measure by reading in a file"),
    "measure.changed_together": _("changed several measures at once"),
}
