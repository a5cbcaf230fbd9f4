"""The body of an answer: piece by piece to a file, unpacked, measured, and never more than the limit."""

import hashlib
import zlib
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import IO, Protocol

from ladder.sources.errors import SourceError, TemporaryError
from ladder.sources.web import Stopwatch

CHUNK = 256 * 1024
GZIP = 16 + zlib.MAX_WBITS
GZIP_NAMES = ("gzip", "x-gzip")


class Unpacker(Protocol):
    """Takes the pieces as they come and gives what is in them."""

    def feed(self, piece: bytes) -> Iterator[bytes]: ...

    @property
    def is_complete(self) -> bool: ...


class AsItIs:
    """A body that is not packed."""

    is_complete = True

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Give the piece itself."""
        yield piece


class Gunzip:
    """A body packed with gzip for the transfer. Gives at most `CHUNK` bytes at a time, however much is in it."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(GZIP)

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Give what can be unpacked so far; `zlib.error` for what is no gzip."""
        while piece:
            if self._stream.eof:  # one packed part after the other is allowed
                self._stream = zlib.decompressobj(GZIP)
            yield self._stream.decompress(piece, CHUNK)
            piece = self._stream.unconsumed_tail or self._stream.unused_data
        while rest := self._stream.decompress(b"", CHUNK):
            yield rest

    @property
    def is_complete(self) -> bool:
        """Say whether the end of the packed data was reached."""
        return self._stream.eof


def receive(
    response: HTTPResponse, file: IO[bytes], *, where: str, limit: int, stopwatch: Stopwatch
) -> tuple[int, str]:
    """Write a body to a file; return its size and SHA-256, both of the file as it is when unpacked.

    `SourceError` when it is larger than `limit` bytes, packed or unpacked, or packed in an unknown way;
    `TemporaryError` when it is cut off or time is up; what the connection itself raises passes through.
    """
    announced, unpacker = response.length, unpacker_of(response.headers.get("Content-Encoding", ""), where)
    received = size = 0
    digest = hashlib.sha256()
    try:
        _check_size(announced or 0, limit, where)
        for piece in _pieces(response):
            received += len(piece)
            for part in unpacker.feed(piece):
                size += len(part)
                _check_size(max(size, received), limit, where)
                digest.update(part)
                file.write(part)
    except zlib.error as error:
        raise SourceError("the file is damaged", found=str(error), where=where) from error
    _check_complete(received, announced, unpacker, stopwatch, where)
    return size, digest.hexdigest()


def unpacker_of(encoding: str, where: str) -> Unpacker:
    """Return what unpacks a body with this Content-Encoding."""
    name = encoding.strip().lower()
    if name in GZIP_NAMES:
        return Gunzip()
    if name in ("", "identity"):
        return AsItIs()
    raise SourceError("the file is packed in an unknown way", expected="gzip", found=encoding, where=where)


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    while piece := response.read1(CHUNK):
        yield piece


def _check_size(size: int, limit: int, where: str) -> None:
    if size > limit:
        raise SourceError("the file is too large", expected=f"≤ {limit // 1024**2} MB", where=where)


def _check_complete(
    received: int, announced: int | None, unpacker: Unpacker, stopwatch: Stopwatch, where: str
) -> None:
    if stopwatch.is_over:
        raise TemporaryError("the file took too long", found=f"{received} bytes", where=where)
    if announced is not None and received < announced:
        raise TemporaryError(
            "the file was cut off", expected=f"{announced} bytes", found=f"{received} bytes", where=where
        )
    if not unpacker.is_complete:
        raise TemporaryError("the file was cut off", found=f"{received} bytes", where=where)
