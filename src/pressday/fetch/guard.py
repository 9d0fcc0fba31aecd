"""Connections to public addresses only, however the address came about.

A host name is resolved once, in a thread because the system's resolver knows no
deadline; every address it has is checked, and the connection goes to a checked
address: a name that changes between check and connection gains nothing. Host
header and SNI keep the name. Because this sits below redirects and retries, each
hop passes it.
"""

from __future__ import annotations

import ipaddress
import socket
from concurrent.futures import Future
from contextlib import suppress
from threading import TIMEOUT_MAX, BoundedSemaphore, Thread
from typing import TYPE_CHECKING

import httpcore
import httpx

from pressday.errors import FetchError
from pressday.fetch.faults import LATER
from pressday.fetch.stream import TimedStream, left_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Collection, Iterable, Iterator

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# RFC 6052: behind these prefixes a gateway reaches the IPv4 address in the last 32 bits.
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
# A lookup cannot be broken off: one that is given up goes on by itself until the resolver
# does, half a minute at most. So many may hang before no more are begun.
_AT_ONCE = BoundedSemaphore(32)
_IDLE_S = 5.0  # of a connection that is kept for the next request


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses, and to the hosts in `allow` wherever they are.

    `allow` is compared with the host as the address names it: allowing
    127.0.0.1 does not allow a name that resolves to it. `house` are the hosts that
    the editor allows, although not here: they get another hint.
    """

    def __init__(self, allow: Collection[str] = (), house: Collection[str] = ()) -> None:
        self._allow = frozenset(host.lower().strip("[]") for host in allow)
        self._house = frozenset(house)
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a stream to the first address of `host` that answers.

        Raises FetchError when the name is unknown or one of its addresses is not public.
        """
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        wait = left_of(timeout, httpcore.ConnectTimeout)
        for address in self._checked(host, port, wait):
            wait = left_of(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._plain.connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream)
        raise failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - the base class's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - the same
    ) -> httpcore.NetworkStream:
        """Refuse: a socket in the file system is never public."""
        raise FetchError(f"{path} is not a public address")

    def _checked(self, host: str, port: int, wait: float) -> list[str]:
        found = addresses_of(host, port, wait)
        if host.lower() in self._allow or all(is_public(address) for address in found):
            return found
        hint = f'if it is yours, write allow = ["{host}"] below [fetch] in pressday.toml'
        if host.lower() in self._house:
            hint = "allow counts for addresses that you wrote and for sources there, not for links"
        raise FetchError(f"{host} is not a public address", hint=hint)


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


def addresses_of(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of `host`, each once, in the order of the resolver.

    Raises FetchError when the name is unknown or the resolver takes longer than `seconds`.
    """
    with suppress(ValueError):
        return [str(ipaddress.ip_address(host))]
    try:
        found = _in_a_thread(host, port, min(seconds, TIMEOUT_MAX))
    except TimeoutError as error:
        raise FetchError(
            f"the address of {host} could not be looked up in time", hint=LATER, passing=True
        ) from error
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"no host of the name {host} is known",
            hint="check the address, and the connection to the internet",
            passing=isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN,
        ) from error
    return list(dict.fromkeys(found))


def _in_a_thread(host: str, port: int, seconds: float) -> list[str]:
    if not _AT_ONCE.acquire(timeout=seconds):
        raise TimeoutError
    answer: Future[list[str]] = Future()

    def look() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.set_result([str(address[0]) for *_, address in found])
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)
        finally:
            _AT_ONCE.release()

    # A daemon, so that a resolver that hangs does not keep the program from ending.
    Thread(target=look, name=f"lookup of {host}", daemon=True).start()
    return answer.result(seconds)


def is_public(address: str) -> bool:
    """Say whether the IP `address` belongs to the public internet, and so does what it wraps.

    IPv6 can carry IPv4 inside: mapped, 6to4, Teredo, NAT64.
    """
    ip = ipaddress.ip_address(address)
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return all(
        part.is_global and not part.is_multicast and not getattr(part, "is_site_local", False)
        for part in (ip, *_wrapped(ip))
    )


def _wrapped(ip: _Address) -> list[_Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found: list[_Address | None] = [ip.sixtofour, *(ip.teredo or ())]
    if any(ip in network for network in _NAT64):
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [part for part in found if part is not None]
