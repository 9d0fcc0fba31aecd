"""Fetches one address: guarded, limited, retried, and not sent again when unchanged."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit, urlunsplit

from pressday import __version__
from pressday.errors import FetchError
from pressday.fetch.body import read_body, too_large
from pressday.fetch.cache import Cached
from pressday.fetch.deadline import deadline, remaining
from pressday.fetch.faults import explained, refusal
from pressday.fetch.limits import ACCEPT, Kind, Limits, answers
from pressday.fetch.retry import pause_after_fault, pause_after_status

if TYPE_CHECKING:
    from collections.abc import Collection

    import httpx

    from pressday.fetch.cache import Cache

_OK = 200
_NOT_MODIFIED = 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A successful answer: `url` is the address that gave it, `body` is decoded.

    `media_type` is lower case without parameters, empty where the server named none.
    """

    url: str
    status: int
    media_type: str
    charset: str
    body: bytes


def user_agent(contact: str = "") -> str:
    """Return the truthful name under which Pressday asks, with the publication's `contact`."""
    name = f"Pressday/{__version__}"
    clean = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()").strip()
    return f"{name} (+{clean})" if clean else name


class Fetcher:
    """Fetches pages, feeds and pictures; a context manager that closes its connections.

    `agent` is the User-Agent, `allow` the hosts that may be reached although
    they are not public. Proxies named in the environment are not used: behind
    one, nobody could tell which address was reached.
    """

    def __init__(
        self,
        agent: str,
        cache: Cache | None = None,
        allow: Collection[str] = (),
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> None:
        self._agent = agent
        self._cache = cache
        self._allow = frozenset(allow)
        self._limits = limits
        self._opened: httpx.Client | None = None

    def __enter__(self) -> Self:
        """Return the fetcher itself; connections are made when they are needed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def get(self, url: str, kind: Kind) -> Response:
        """Return what `url` answers, redirects followed.

        Raises FetchError with the address, one line and where possible a hint.
        """
        with explained(_without_password(url)), deadline(self._limits.total_s):
            self._client.cookies.clear()  # they last for one address and its redirects
            return self._follow(url, kind)

    def _follow(self, url: str, kind: Kind) -> Response:
        for _ in range(self._limits.redirects + 1):
            answer = self._ask(_checked(url), kind)
            if isinstance(answer, Response):
                return answer
            url = answer
        raise FetchError(
            f"redirects more than {self._limits.redirects} times",
            hint="open the address in a browser and take the one that it ends at",
        )

    def _ask(self, url: str, kind: Kind) -> Response | str:
        """Return the answer of one address, or the address that it redirects to."""
        cached = self._cache.lookup(url) if self._cache else None
        answer = self._send(url, _headers(kind, cached))
        try:
            if cached and answer.status_code == _NOT_MODIFIED:
                return _response(url, cached, kind)
            if answer.status_code in _REDIRECTS and "location" in answer.headers:
                return str(answer.url.join(answer.headers["location"]))
            if answer.status_code != _OK:
                raise refusal(answer.status_code)
            return self._received(url, answer, kind)
        finally:
            answer.close()

    def _received(self, url: str, answer: httpx.Response, kind: Kind) -> Response:
        fresh = _read(answer, kind, self._limits.bytes_for(kind))
        if self._cache and (fresh.etag or fresh.last_modified):
            self._cache.store(url, fresh)
        return _response(url, fresh, kind)

    def _send(self, url: str, headers: dict[str, str]) -> httpx.Response:
        """Return an answer whose body is still to be read, after as many tries as it is worth."""
        import httpcore

        request = self._client.build_request("GET", url, headers=headers)
        attempt = 0
        while True:
            try:
                answer = self._client.send(request, stream=True)
            except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
                pause = pause_after_fault(error, attempt, self._limits)
                if pause is None:
                    raise
            else:
                retry_after = answer.headers.get("retry-after", "")
                status = answer.status_code
                pause = pause_after_status(status, retry_after, attempt, self._limits)
                if pause is None:
                    return answer
                answer.close()
            time.sleep(min(pause, remaining()))
            attempt += 1

    @property
    def _client(self) -> httpx.Client:
        """The client, made at the first question: work without the network never pays for it."""
        if self._opened is None:
            import httpx

            from pressday.fetch.transport import GuardedTransport

            self._opened = httpx.Client(
                headers={"User-Agent": self._agent, "Accept-Encoding": "gzip"},
                timeout=httpx.Timeout(self._limits.total_s, connect=self._limits.connect_s),
                transport=GuardedTransport(self._allow),
                trust_env=False,
            )
        return self._opened


def _checked(url: str) -> str:
    """Return `url` if it is one that may be asked at all."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"not a usable address ({error})") from error
    if parts.scheme not in {"http", "https"}:
        shown = parts.scheme + ":" if parts.scheme else "an address without http:"
        raise FetchError(f"only http: and https: addresses are fetched, not {shown}")
    if not parts.hostname or port == 0:
        raise FetchError("not a usable address (it names no host, or port 0)")
    return url


def _headers(kind: Kind, cached: Cached | None) -> dict[str, str]:
    conditions = {
        "If-None-Match": cached.etag if cached else "",
        "If-Modified-Since": cached.last_modified if cached else "",
    }
    return {"Accept": ACCEPT[kind]} | {name: value for name, value in conditions.items() if value}


def _read(answer: httpx.Response, kind: Kind, most: int) -> Cached:
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not answers(kind, media_type):
        raise FetchError(f"is {media_type}, not a {kind}")
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise too_large(most)
    return Cached(
        body=read_body(answer.iter_raw(), answer.headers.get("content-encoding", ""), most),
        media_type=media_type,
        charset=answer.charset_encoding or "",
        etag=answer.headers.get("etag", ""),
        last_modified=answer.headers.get("last-modified", ""),
    )


def _response(url: str, cached: Cached, kind: Kind) -> Response:
    if not answers(kind, cached.media_type):
        raise FetchError(f"is {cached.media_type}, not a {kind}")
    return Response(
        url=url,
        status=_OK,
        media_type=cached.media_type,
        charset=cached.charset,
        body=cached.body,
    )


def _without_password(url: str) -> str:
    """Return `url` as it may be shown."""
    try:
        parts = urlsplit(url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError:
        return url
