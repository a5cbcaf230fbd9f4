"""What cannot be read."""


class Unreadable(Exception):  # noqa: N818 - named after what it is
    """A file cannot be read as a document. The text is for the log, not for the reader."""
