"""TLS through the guard: the name is checked although the connection goes to an address."""

from __future__ import annotations

import ssl
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from pressday.errors import FetchError
from pressday.fetch import Fetcher

if TYPE_CHECKING:
    from collections.abc import Iterator

# A certificate for localhost, signed by itself, with its key: for these tests alone.
CERTIFICATE = Path(__file__).parents[1] / "data" / "source-localhost.pem"


class Hello(BaseHTTPRequestHandler):
    """Answers with the Host header that it was asked with."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.headers["Host"].encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server whose certificate names localhost."""
    server = HTTPServer(("127.0.0.1", 0), Hello)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_certificate_is_checked_against_the_name(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Fetcher("test", allow={"localhost", "127.0.0.1"}) as fetcher:
        answer = fetcher.get(f"https://localhost:{port}/", "page")
        assert answer.body == f"localhost:{port}".encode()
        with pytest.raises(FetchError, match="certificate is not valid"):
            fetcher.get(f"https://127.0.0.1:{port}/", "page")


def test_a_certificate_of_nobody_is_refused(port: int) -> None:
    fetcher = Fetcher("test", allow={"localhost"})
    with fetcher, pytest.raises(FetchError, match="certificate is not valid") as caught:
        fetcher.get(f"https://localhost:{port}/", "page")
    assert caught.value.hint == "check the address in a browser"


def test_a_proxy_of_the_environment_is_not_used(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Fetcher("test", allow={"localhost"}) as fetcher:
        assert fetcher.get(f"https://localhost:{port}/", "page").status == 200
