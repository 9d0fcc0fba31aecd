"""One request and its answer: in its turn, over guarded connections, tried again where it helps."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from pressday.errors import FetchError
from pressday.fetch.access import in_capitals
from pressday.fetch.addresses import host_of, referer_for
from pressday.fetch.body import read_body, steady, too_large
from pressday.fetch.cache import Cached
from pressday.fetch.faults import LATER, BodyError, refusal
from pressday.fetch.limits import ACCEPT, answers
from pressday.fetch.memory import conditions
from pressday.fetch.retry import retry_after_s, retrying

if TYPE_CHECKING:
    import ssl

    import httpx

    from pressday.fetch.guard import GuardedTransport
    from pressday.fetch.limits import Kind, Limits
    from pressday.fetch.memory import Memory
    from pressday.fetch.politeness import Turns
    from pressday.fetch.request_scope import RequestScope

_LOG = logging.getLogger("pressday.fetch")

_OK = frozenset({200, 203})
_NOT_MODIFIED = 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_TOO_MANY = 429
_SLACK = 2  # bytes: some servers end with an empty line


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One address of an scope: what is kept of it, and the seconds to leave after the last."""

    url: str
    scope: RequestScope
    kept: Cached | None
    gap: float


class Exchange:
    """Asks questions for many threads over two pools of connections.

    One reaches public addresses alone, the other the hosts of the house
    too. So a connection that a trusted scope opened is never there for another.
    """

    def __init__(self, agent: str, house: frozenset[str], limits: Limits, turns: Turns) -> None:
        self._agent = agent
        self._house = house
        self._limits = limits
        self._turns = turns
        self._opening = Lock()
        self._opened: dict[bool, GuardedTransport] = {}

    def close(self) -> None:
        """Close all connections."""
        with self._opening:
            for transport in self._opened.values():
                transport.close()
            self._opened.clear()

    def ask(self, question: Question, memory: Memory) -> Cached:
        """Return the answer of one address: a body, or where it redirects to.

        Raises FetchError, or an error of httpcore.
        """
        return retrying(self._limits, self._turns.sleep)(self._once, question, memory)

    def _once(self, question: Question, memory: Memory) -> Cached:
        with self._turns.turn(host_of(question.url), question.gap):
            started = time.perf_counter()
            answer = self._send(question)
            try:
                taken = self._taken(question, answer, memory)
            finally:
                answer.close()
                _note(question, answer, time.perf_counter() - started)
            return taken

    def _send(self, question: Question) -> httpx.Response:
        """Return an answer whose body is still to be read."""
        request = self._request(question)
        answer = self._transport(inside=question.scope.inside).handle_request(request)
        answer.request = request
        question.scope.cookies.extract_cookies(answer)
        return answer

    def _request(self, question: Question) -> httpx.Request:
        import httpx

        url, scope, limits = question.url, question.scope, self._limits
        headers = {
            "User-Agent": self._agent,
            "Accept": ACCEPT[scope.kind],
            "Accept-Encoding": "gzip, deflate",
            "Referer": referer_for(url, scope.referer, self._house),
        }
        own = scope.access.headers(url) if scope.own else {}
        timeout = httpx.Timeout(limits.silence_s, connect=limits.connect_s, pool=limits.total_s)
        request = httpx.Request(
            "GET",
            url,
            headers={name: value for name, value in headers.items() if value}
            | conditions(question.kept),
            cookies=scope.cookies,
            extensions={"timeout": timeout.as_dict()},
        )
        # A site's answer on the way may have set cookies as well: all are sent.
        if "Cookie" in own and "Cookie" in request.headers:
            own["Cookie"] += "; " + request.headers["Cookie"]
        request.headers.update(own)
        return request

    def _transport(self, *, inside: bool) -> GuardedTransport:
        """Return the pool, made at the first question: without the network nobody pays for it."""
        from pressday.fetch.guard import GuardedBackend, GuardedTransport

        with self._opening:
            if inside not in self._opened:
                guard = GuardedBackend(self._house if inside else (), self._house)
                self._opened[inside] = GuardedTransport(guard, self._certificates)
            return self._opened[inside]

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        import httpx

        return httpx.create_ssl_context()

    def _taken(self, question: Question, answer: httpx.Response, memory: Memory) -> Cached:
        key = question.scope.key(question.url)
        status, headers = answer.status_code, answer.headers
        if question.kept and status == _NOT_MODIFIED:
            return memory.renew(key, question.kept, headers)
        if status in _REDIRECTS and "location" in headers:
            target = str(answer.request.url.join(headers["location"]))
            redirect = Cached(body=b"", media_type="", status=status, location=target)
            return memory.keep(key, redirect, headers)
        if status not in _OK:
            raise self._refused(question, answer)
        return memory.keep(key, self._read(answer, question.scope), headers)

    def _refused(self, question: Question, answer: httpx.Response) -> FetchError:
        """Return the error for an answer that is no success; let a busy host rest for everybody."""
        status = answer.status_code
        asked = retry_after_s(answer.headers.get("retry-after", ""))
        if status == _TOO_MANY or (status in _BUSY and asked is not None):
            self._turns.rest(
                host_of(question.url), self._limits.backoff_s if asked is None else asked
            )
        named = in_capitals(question.scope.access.name)
        return refusal(status, asked, named or "<SOURCE>")

    def _read(self, answer: httpx.Response, scope: RequestScope) -> Cached:
        import httpcore

        kind, headers = scope.kind, answer.headers
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        check_type(kind, media_type)
        most = self._limits.bytes_for(kind)
        length = _length(answer)
        if length > most:
            raise too_large(most)
        pieces = steady(answer.iter_raw(), self._limits.slow_s, self._limits.slowest)
        try:
            body = read_body(pieces, headers.get("content-encoding", ""), most)
        except httpcore.RemoteProtocolError as error:
            raise BodyError("the answer ends too early", hint=LATER, passing=True) from error
        if 0 <= length < _came(answer) - _SLACK:
            raise BodyError("the answer is longer than announced", hint=LATER, passing=True)
        charset = answer.charset_encoding or ""
        stands_for = _stands_for(answer) if kind == "feed" else ""
        return Cached(body=body, media_type=media_type, charset=charset, location=stands_for)


def _note(question: Question, answer: httpx.Response, seconds: float) -> None:
    facts = {
        "method": "GET",
        "url": question.url,
        "kind": question.scope.kind,
        "status": answer.status_code,
        "bytes": _came(answer),
        "ms": round(seconds * 1000),
        "from_cache": answer.status_code == _NOT_MODIFIED,
    }
    _LOG.info("fetched", extra={"facts": facts})


def _stands_for(answer: httpx.Response) -> str:
    """Return the web address that an answer says is its own (RFC 9110, 8.7), else nothing."""
    import httpx

    try:
        found = answer.request.url.join(answer.headers.get("content-location", ""))
    except httpx.InvalidURL:
        return ""
    is_other = found != answer.request.url and found.scheme in ("http", "https")
    return str(found) if is_other else ""


def _length(answer: httpx.Response) -> int:
    """Return the announced length of the body in bytes, -1 where none counts."""
    said = answer.headers.get("content-length", "")
    return int(said) if said.isdecimal() and "transfer-encoding" not in answer.headers else -1


def _came(answer: httpx.Response) -> int:
    """Return how many bytes came after the head of the answer, wanted or not."""
    from pressday.fetch.stream import BODY_BYTES

    return int(answer.extensions["network_stream"].get_extra_info(BODY_BYTES))


def check_type(kind: Kind, media_type: str) -> None:
    """Raise FetchError unless `media_type` may hold a `kind`."""
    if not answers(kind, media_type):
        raise FetchError(f"is {media_type}, not a {kind}")
