"""Answers of a server that go wrong: too long, too short, too slow, too large, or not at all."""

from __future__ import annotations

import gzip
import struct
import time
import zlib
from itertools import chain, repeat
from typing import TYPE_CHECKING

from tests import stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler

    from tests.servers import Answer, Site

TEXT = "text/html; charset=utf-8"
XML = "application/rss+xml"
_MEGABYTE = b"\0" * 1_000_000
_PIECE = b"<p>" + b"word " * 13_000


def validated(body: bytes, media_type: str = TEXT, pause_s: float = 0) -> Answer:
    """Return an answer that knows whether the asker has it already."""
    etag = f'"{zlib.crc32(body)}"'

    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(pause_s)
        known = handler.headers["If-None-Match"] == etag
        handler.send_response(304 if known else 200)
        handler.send_header("ETag", etag)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", "0" if known else str(len(body)))
        handler.end_headers()
        handler.wfile.write(b"" if known else body)

    return answer


def status(status: int, **headers: str) -> Answer:
    """Return an answer without success."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def sends(head: str, pieces: Callable[[Site], Iterator[bytes]], site: Site) -> Answer:
    """Return an answer that goes on for as long as the pieces and the asker last."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode())
        for piece in pieces(site):
            handler.wfile.write(piece)

    return answer


def drip(site: Site) -> Iterator[bytes]:
    while not site.ended.wait(0.02):
        yield b"x"


def stall(site: Site) -> Iterator[bytes]:
    site.ended.wait(100)
    return iter(())


def zeros(_: Site) -> Iterator[bytes]:
    """Yield a gigabyte, packed."""
    return repeat(gzip.compress(_MEGABYTE), 1000)


def bulk(_: Site) -> Iterator[bytes]:
    """Yield 300 MB."""
    return repeat(_PIECE, 300_000_000 // len(_PIECE))


def endless(_: Site) -> Iterator[bytes]:
    start = stories.feed("Endless", []).removesuffix(b"</channel></rss>")
    return chain([start], (f"<item><title>{n}</title></item>".encode() * 500 for n in repeat(1)))


def png_of(width: int, height: int) -> bytes:
    """Return the beginning of a picture of that size, with next to nothing in it."""
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0),
        b"IDAT": zlib.compress(b"\0" * 1000),
        b"IEND": b"",
    }
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def cut(_: Site) -> Iterator[bytes]:
    return iter([stories.feed("Cut", [])[:200]])
