"""Reads an answer's body piece by piece, decodes it, and stops at a limit.

Decoding is our own because a library that decodes a whole piece at once lets
one megabyte of gzip become a thousand before anybody can object.
"""

from __future__ import annotations

import zlib
from time import monotonic
from typing import TYPE_CHECKING

from pressday.errors import FetchError
from pressday.fetch.faults import LATER, BodyError
from pressday.fetch.limits import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PIECE = 65_536  # bytes decoded at once
_GZIP_OR_ZLIB = 47  # zlib's wbits: window of 32 KiB, either header
_GZIP_MAGIC = b"\x1f\x8b"


def read_body(pieces: Iterable[bytes], coding: str, most: int) -> bytes:
    """Return the decoded body, at most `most` bytes of it on the wire and decoded.

    `coding` is the answer's Content-Encoding. Raises FetchError when there is
    more, when the coding is unknown, or when the coded data is broken.
    """
    decode = _CODINGS.get(coding.strip().lower())
    if decode is None:
        raise FetchError(f"the server sends {coding}, which was not asked for")
    try:
        return b"".join(_capped(decode(_capped(pieces, most)), most))
    except zlib.error as error:
        raise BodyError("the compressed answer is broken", hint=LATER, passing=True) from error


def steady(pieces: Iterable[bytes], seconds: float, slowest: int) -> Iterator[bytes]:
    """Pass `pieces` on while they bring at least `slowest` bytes a second.

    Looked at every `seconds` or more; raises FetchError when they came too slowly.
    """
    start, total = monotonic(), 0
    for piece in pieces:
        total += len(piece)
        if (elapsed := monotonic() - start) >= seconds:
            if total < slowest * elapsed:
                raise FetchError("comes too slowly to wait for", hint=LATER, passing=True)
            start, total = monotonic(), 0
        yield piece


def too_large(most: int) -> FetchError:
    """Return the error for an answer of more than `most` bytes."""
    return FetchError(f"larger than {most / MEGABYTE:g} MB")


def _capped(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most:
            raise too_large(most)
        yield piece


def _identity(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield from pieces


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(_GZIP_OR_ZLIB)
    empty, rest = True, b""
    for piece in pieces:
        rest += piece
        while rest:
            if decoder.eof:
                if not rest.startswith(_GZIP_MAGIC[: len(rest)]):
                    return  # padding after the last member
                if len(rest) < len(_GZIP_MAGIC):
                    break  # a piece may end inside the next member's mark
                decoder = zlib.decompressobj(_GZIP_OR_ZLIB)
            empty = False
            yield decoder.decompress(rest, _PIECE)
            rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    yield decoder.flush()
    if not (decoder.eof or empty):
        raise zlib.error("ends too early")


_CODINGS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "": _identity,
    "identity": _identity,
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
}
