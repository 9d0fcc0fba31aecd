"""Bytes that were packed before they were sent, whatever the server says of them."""

from __future__ import annotations

import zlib

from pressday.errors import SourceError

MAGIC = b"\x1f\x8b"  # of gzip (RFC 1952, 2.3.1)

_GZIP = 31  # zlib's wbits: gzip with a window of 32 KiB


def unpacked(data: bytes, *, most: int, where: str) -> bytes:
    """Return `data`, unpacked if it is gzip; raises SourceError beyond `most` bytes.

    A member that ends too early gives what there is of it.
    """
    if not data.startswith(MAGIC):
        return data
    decoder = zlib.decompressobj(_GZIP)
    try:
        plain = decoder.decompress(data, most)
    except zlib.error as error:
        raise SourceError("the packed file is broken", where=where) from error
    if decoder.unconsumed_tail:
        raise SourceError(f"unpacks to more than {most // 1_000_000} MB", where=where)
    return plain
