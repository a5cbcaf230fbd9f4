"""Files that are zip archives, packed in such a way that equal content gives equal bytes."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

# The first moment that a zip archive can name.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
MIMETYPE = "mimetype"
PERMISSIONS = 0o600 << 16


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of these members, without moments and in one order.

    A member called `mimetype` comes first and uncompressed, as OpenDocument wants it.
    """
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != MIMETYPE, name)):
            member = zipfile.ZipInfo(name, NO_MOMENT)
            member.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            member.external_attr = PERMISSIONS
            archive.writestr(member, parts[name])
    return file.getvalue()


def repacked(file: bytes) -> bytes:
    """Return an archive that somebody else packed, with the same members."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})
