"""Servers on the loopback address for tests: real sockets, real faults, nothing pretended."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[[BaseHTTPRequestHandler], None]

# A certificate for localhost, signed by itself, with its key: for these tests alone.
CERTIFICATE = Path(__file__).parent / "data" / "source-localhost.pem"


@dataclass
class Site:
    """A site on a port of its own, at 127.0.0.1 unless it was served elsewhere.

    `asked` holds the paths and headers (names in lower case) in the order in which they came,
    `most` the highest number of requests that were under way at once, `clients` the other ends
    of the connections. `ended` is set when the site closes: what stalls waits for it.
    """

    server: ThreadingHTTPServer
    scheme: str = "http"
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    most: int = 0
    clients: set[object] = field(default_factory=set)
    ended: threading.Event = field(default_factory=threading.Event)
    _running: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def port(self) -> int:
        return self.server.server_port

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def url(self, path: str, host: str = "") -> str:
        return f"{self.scheme}://{host or self.server.server_address[0]!s}:{self.port}{path}"

    def page(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> str:
        """Answer `path` with `body`; an HTML page unless the headers say otherwise."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            sent = {"Content-Type": "text/html", "Content-Length": str(len(body))} | (headers or {})
            for name, value in sent.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        return self.answer(path, answer)

    def answer(self, path: str, answer: Answer) -> str:
        """Answer `path` by a function."""
        self.pages[path] = answer
        return self.url(path)

    def in_turn(self, path: str, *answers: Answer) -> str:
        """Answer `path` by one function after the other; the last one stays."""
        left = list(answers)

        def answer(handler: BaseHTTPRequestHandler) -> None:
            (left.pop(0) if len(left) > 1 else left[0])(handler)

        return self.answer(path, answer)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.page(path, status=status, headers={"Location": to})

    def raw(self, path: str, data: bytes, *, stall: bool = False) -> str:
        """Send exactly these bytes, status line and all, then close, or keep silent."""
        return self.answer(path, self.sends(data, stall=stall))

    def sends(self, data: bytes, *, stall: bool = False) -> Answer:
        """Return an answer of exactly these bytes."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True
            handler.wfile.write(data)
            if stall:
                handler.wfile.flush()
                self.ended.wait(60)

        return answer

    def drip(self, path: str, data: bytes, pause_s: float) -> str:
        """Send bytes one by one, `pause_s` apart."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True
            for byte in data:
                handler.wfile.write(bytes([byte]))
                if self.ended.wait(pause_s):
                    return

        return self.answer(path, answer)

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request, and count it."""
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._lock:
            self.asked.append((handler.path, headers))
            self.clients.add(handler.client_address)
            self._running += 1
            self.most = max(self.most, self._running)
        try:
            self._found(handler)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            handler.close_connection = True
        finally:
            with self._lock:
                self._running -= 1

    def _found(self, handler: BaseHTTPRequestHandler) -> None:
        answer = self.pages.get(handler.path)
        if answer is None:
            handler.send_error(404)
        else:
            answer(handler)


@contextmanager
def serving(certificate: Path | None = None, address: str = "127.0.0.1") -> Iterator[Site]:
    """Serve a site, over TLS where there is a `certificate` (PEM, with its key)."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.reply(self)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = _Server((address, 0), Handler)
    site = Site(server)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        site.scheme = "https"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # many fetchers call at once

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: clients that hang up are part of the tests."""
