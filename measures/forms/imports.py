"""Reading a list in: the file, and the yes to what it changes."""

import base64
import binascii
import zlib
from typing import Self

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.form_fields import SheetField
from ladder.sources.errors import SourceError
from measures.errors import MeasureError
from measures.exchange.reading import LIMIT
from measures.exchange.texts import plain

MOST_LETTERS = 4_500_000
"""Letters of a packed file, below what a form may hold (`DATA_UPLOAD_MAX_MEMORY_SIZE`)."""


class ImportForm(forms.Form):
    """A file with a list."""

    file = SheetField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("An .xlsx, .csv or .json file of at most 6 MB."),
        suffixes=(".xlsx", ".csv", ".json"),
        limit=LIMIT,
        other_kind=gettext_lazy("This is no .xlsx, .csv or .json file. Save it as one of these."),
        too_large=gettext_lazy("This file is larger than 6 MB."),
    )


class AcceptForm(forms.Form):
    """The yes. `packed` is the file that was looked at, `seen` the digest of its outcome."""

    packed = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    withdraw_missing = forms.CharField(
        required=False,
        max_length=1000,
        label=gettext_lazy("Withdraw the entries that the file does not name, because"),
        help_text=gettext_lazy("Leave this empty to keep them as they are."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_withdraw_missing(self) -> str:
        return plain(self.cleaned_data["withdraw_missing"])


class PackedFile:
    """A file that travels along in the page between looking and saying yes, signed so that it stays the same."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content

    def pack(self, owner: str) -> str:
        """Return it as letters, for one `owner` (person and list); `SourceError` when they are too many."""
        told = self.name.encode()[:300] + b"\0" + self.content
        packed = _signer(owner).sign(base64.urlsafe_b64encode(zlib.compress(told, 6)).decode())
        if len(packed) > MOST_LETTERS:
            raise SourceError("the file is too large", where=self.name)
        return packed

    @classmethod
    def unpack(cls, packed: str, owner: str) -> Self:
        """Return it; `MeasureError` when it is not what `pack` made for this owner."""
        try:
            told = zlib.decompress(base64.urlsafe_b64decode(_signer(owner).unsign(packed)))
        except (BadSignature, binascii.Error, zlib.error) as error:
            raise MeasureError(
                _("This is no longer the file that you looked at. Please choose it again.")
            ) from error
        name, _nul, content = told.partition(b"\0")
        return cls(name.decode(errors="replace"), content)


def _signer(owner: str) -> Signer:
    return Signer(salt=f"measures.import:{owner}")
