"""A connection whose every wait ends with the deadline, and which knows how much came."""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import httpcore

from pressday.fetch.deadline import remaining

if TYPE_CHECKING:
    import ssl

BODY_BYTES = "bytes after the head"
_HEAD_END = re.compile(rb"\n\r?\n")
_INTERIM = (b"HTTP/1.1 1", b"HTTP/1.0 1")  # 103 and its like: another head follows


class TimedStream(httpcore.NetworkStream):
    """A stream that never waits beyond the deadline, not even for headers sent drop by drop.

    It counts the bytes that come after the head of an answer, for httpcore hides those that
    come after its announced end: `get_extra_info(BODY_BYTES)`.
    """

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream
        self._head = bytearray()
        self._body = -1  # bytes; -1 until the head is over

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what comes next, and count it."""
        data = self._stream.read(max_bytes, left_of(timeout, httpcore.ReadTimeout))
        if self._body >= 0:
            self._body += len(data)
        else:
            self._look_for_the_end_of_the_head(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send `buffer`; the next answer is another one."""
        self._head, self._body = bytearray(), -1
        self._stream.write(buffer, left_of(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the connection; who still reads from it in another thread wakes up."""
        with suppress(OSError):
            # Not the method of a TLS socket: that one takes its state away from the reader.
            socket.socket.shutdown(self._stream.get_extra_info("socket"), socket.SHUT_RDWR)
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return the stream inside TLS, with a deadline of its own."""
        wait = left_of(timeout, httpcore.ConnectTimeout)
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, wait))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the base class's signature
        """Return what is known of the connection, or the count of the body's bytes."""
        return self._body if info == BODY_BYTES else self._stream.get_extra_info(info)

    def _look_for_the_end_of_the_head(self, data: bytes) -> None:
        seen = max(0, len(self._head) - 2)  # an end may lie across two pieces
        self._head += data
        while end := _HEAD_END.search(self._head, seen):
            interim = self._head.startswith(_INTERIM)
            del self._head[: end.end()]
            seen = 0
            if not interim:
                self._body = len(self._head)
                return


def left_of(timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
    """Return the seconds to wait: what the caller grants, but never beyond the deadline."""
    left = remaining()
    if left <= 0:
        raise late("the deadline has passed")
    return left if timeout is None else min(timeout, left)
