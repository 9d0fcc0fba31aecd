"""Carries httpx requests over connections that the guard has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

    from pressday.fetch.guard import GuardedBackend

_IDLE_S = 5.0


class GuardedTransport(httpx.BaseTransport):
    """A pool of guarded connections; its faults are those of httpcore.

    httpx's own transport takes no network backend, and replacing its private
    pool would fail silently the day that it is renamed.
    """

    def __init__(self, guard: GuardedBackend, certificates: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates, keepalive_expiry=_IDLE_S, network_backend=guard
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return its answer, the body still to be read."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, extensions=request.extensions
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    """The body of an answer, as it comes over the wire."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
