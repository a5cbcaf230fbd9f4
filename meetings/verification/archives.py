"""Word and OpenDocument files as archives, looked at before anything parses them."""

import zipfile
from collections import Counter
from io import BytesIO

from meetings.verification.unreadable import Unreadable

UNPACKED_LIMIT = 30 * 1024 * 1024
MOST_MEMBERS = 500


def safe_members(data: bytes) -> dict[str, bytes]:
    """Return the members of an archive by name; `Unreadable` for what is damaged, too large or a trap.

    Two members of one name are refused because programs disagree on which of them they show, and document types
    because a document has none and entities, also of a bomb, cannot do without.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_traps(archive.infolist())
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Unreadable(str(error)) from error
    except Exception as error:  # damaged streams: zlib.error and its like
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    # Without NULs, so that UTF-16 is searched too.
    if any(b"<!DOCTYPE" in member.replace(b"\0", b"").upper() for member in members.values()):
        raise Unreadable("document type")
    return members


def _refuse_traps(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise Unreadable("too large when unpacked")
    if max(Counter(member.filename.casefold() for member in members).values(), default=1) > 1:
        raise Unreadable("two members of one name")
