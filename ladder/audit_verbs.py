"""What people do with ladders and figures, and in the administration, as the audit trail names it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "version.copied": _("made a draft of a ladder version"),
    "version.adopted": _("adopted a ladder version"),
    "version.withdrawn": _("withdrew a ladder version"),
    "figures.imported": _("imported figures"),
    "figures.refused": _("offered figures that were refused"),
    "upload.kept": _("sent in a spreadsheet"),
    "upload.refused": _("sent in a spreadsheet that was refused"),
    "feed.asked": _("had a feed fetched"),
    "record.added": _("added in the administration"),
    "record.changed": _("changed in the administration"),
    "record.deleted": _("deleted in the administration"),
}
