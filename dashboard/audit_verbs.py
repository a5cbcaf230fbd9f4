"""What happens with accounts and with the trail itself, as the audit trail names it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "account.signed_in": _("signed in"),
    "account.signed_out": _("signed out"),
    "account.sign_in_failed": _("failed to sign in"),
    "account.password_set": _("set a password"),
    "audit.exported": _("exported the audit trail"),
}
