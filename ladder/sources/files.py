"""From a path to bytes: plain, gzipped or zipped, with a limit to what may come out of it."""

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext_noop as _

from ladder.sources.errors import SourceError
from ladder.sources.snippets import shortened, snippet

UNPACKED_LIMIT = 500 * 1024 * 1024
GZIP_MAGIC, ZIP_MAGIC = b"\x1f\x8b", b"PK\x03\x04"
UNREADABLE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
KNOWN_STARTS = (
    (GZIP_MAGIC, _("gzip data")),
    (ZIP_MAGIC, _("zip data")),
    (b"%PDF", _("a PDF document")),
    (b"\xd0\xcf\x11\xe0", _("an old Excel or Word document")),
    (b"<!doctype html", _("an HTML page")),
    (b"<html", _("an HTML page")),
    (b"<?xml", _("an XML document")),
)


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file; of a folder, that of the names and SHA-256s of its JSON files."""
    try:
        if path.is_dir():
            inside = "".join(f"{found.name} {fingerprint(found)}\n" for found in json_files(path))
            return hashlib.sha256(inside.encode()).hexdigest()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError("the file cannot be opened", found=error.strerror or "", where=path.name) from error


def json_files(folder: Path) -> list[Path]:
    """Return the JSON files of a folder and its subfolders, by name."""
    return sorted(found for found in folder.rglob("*.json") if found.is_file() and not found.name.startswith("."))


def read_bytes(path: Path, limit: int = UNPACKED_LIMIT) -> bytes:
    """Return the content of a file, unpacked when it is gzip or a zip of one file.

    `SourceError` when it cannot be unpacked, is damaged, empty, or larger than `limit` bytes.
    """
    if path.is_dir():
        raise SourceError("a folder instead of a file", expected=_("a file"), where=path.name)
    try:
        data = _read_unpacked(path, limit)
    except UNREADABLE as error:
        raise SourceError("the file is damaged", found=str(error), where=path.name) from error
    if not data.strip():
        raise SourceError("the file is empty", where=path.name)
    return data


def start_of(path: Path, length: int = 65536) -> bytes:
    """Return the first bytes of a plain or gzipped file; nothing when they cannot be had."""
    try:
        with path.open("rb") as file:
            opener = gzip.open if file.read(2) == GZIP_MAGIC else open
        with opener(path, "rb") as file:
            return bytes(file.read(length))
    except UNREADABLE:
        return b""


def read_members(path: Path, limit: int = UNPACKED_LIMIT) -> Iterator[tuple[str, bytes, int]]:
    """Yield name, content and number of files of each JSON file in a folder or zip, or of the one file."""
    if path.is_dir():
        yield from _read_folder(path, limit)
    elif zipfile.is_zipfile(path):
        yield from _read_zip(path, limit)
    else:
        yield path.name, read_bytes(path, limit), 1


def describe(data: bytes) -> str:
    """Say what kind of file these bytes are, for a message."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in KNOWN_STARTS:
        if start.lower().startswith(magic.lower()):
            return name
    if not start:
        return _("nothing")
    if start[:1] in (b"{", b"["):
        return "JSON"
    if b"\0" in start:
        return _("binary data")
    return f"“{snippet(start.decode('utf-8', 'replace'))}”"


def _read_unpacked(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        start = file.read(200)
    if start.startswith(GZIP_MAGIC):
        with gzip.open(path) as unpacked:
            return _at_most(unpacked.read(limit + 1), limit, path.name)
    if path.suffix == ".gz":
        raise SourceError("not a gzip file", expected=_("gzip data"), found=describe(start), where=path.name)
    if start.startswith(ZIP_MAGIC):
        return _only_member(path, limit)
    with path.open("rb") as plain:
        return _at_most(plain.read(limit + 1), limit, path.name)


def _only_member(path: Path, limit: int) -> bytes:
    with zipfile.ZipFile(path) as archive:
        members = _visible(archive)
        if len(members) != 1:
            names = shortened([member.filename for member in members], 5)
            raise SourceError("not one file in the zip", expected="1", found=names or "0", where=path.name)
        return _member(archive, members[0], limit)


def _read_folder(path: Path, limit: int) -> Iterator[tuple[str, bytes, int]]:
    files = json_files(path)
    for file in files:
        data = read_bytes(file, limit)
        limit -= len(data)
        yield file.name, data, len(files)


def _read_zip(path: Path, limit: int) -> Iterator[tuple[str, bytes, int]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in _visible(archive) if member.filename.endswith(".json")]
            for member in members:
                data = _member(archive, member, limit)
                limit -= len(data)
                yield PurePosixPath(member.filename).name, data, len(members)
    except UNREADABLE as error:
        raise SourceError("the file is damaged", found=str(error), where=path.name) from error


def _visible(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files in a zip, by name, without the hidden ones that operating systems add."""
    found = [member for member in archive.infolist() if not member.is_dir()]
    return sorted(
        (
            member
            for member in found
            if not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(member.filename).parts)
        ),
        key=lambda member: member.filename,
    )


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    if member.file_size > limit:
        raise _too_large(limit, member.filename)
    with archive.open(member) as file:
        return _at_most(file.read(limit + 1), limit, member.filename)


def _at_most(data: bytes, limit: int, where: str) -> bytes:
    if len(data) > limit:
        raise _too_large(limit, where)
    return data


def _too_large(limit: int, where: str) -> SourceError:
    megabytes = f"{UNPACKED_LIMIT // 1024**2} MB"
    return SourceError("the file is too large when unpacked", expected=f"≤ {megabytes}", where=where)
