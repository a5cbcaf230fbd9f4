"""A file that cannot be read as the source that it was given for."""

from django.utils.translation import gettext_noop as _

from ladder.sources.snippets import snippet


class SourceError(ValueError):
    """A file of the wrong kind: nothing of it is stored.

    Its text is `problem; expected: …; found: …; in: …`, with the parts that are known. The first part and the
    words before the colons are English msgids (`ladder.import_texts`), what follows a colon is data.
    """

    def __init__(self, problem: str, *, expected: str = "", found: str = "", where: str = "") -> None:
        parts = {_("expected"): expected, _("found"): found, _("in"): where}
        clauses = [f"{word}: {snippet(text, 400)}" for word, text in parts.items() if text]
        super().__init__("; ".join([problem, *clauses]))
        self.problem = problem


class TemporaryError(SourceError):
    """A file that could not be had now, and may be had later: a time-out, a lost connection, a server in trouble.

    `retry_after` is what the server asked for, as it stood in the header of that name: seconds or a moment.
    """

    def __init__(
        self, problem: str, *, expected: str = "", found: str = "", where: str = "", retry_after: str = ""
    ) -> None:
        super().__init__(problem, expected=expected, found=found, where=where)
        self.retry_after = retry_after
