"""Which addresses are public, that a name is resolved only once and in time, and TLS by names."""

from __future__ import annotations

import socket
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import httpcore
import pytest
from tests.servers import CERTIFICATE, Site, serving

from pressday.errors import FetchError
from pressday.fetch import Fetcher, Limits
from pressday.fetch.guard import GuardedBackend, addresses_of, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

# For localhost as well, valid throughout 2020.
EXPIRED = Path(__file__).with_name("expired-localhost.pem")


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%lo",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::10.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::",
    ],
)
def test_addresses_of_the_house_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def test_one_private_address_among_public_ones_refuses_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [(0, 0, 0, "", (ip, 80)) for ip in ("8.8.8.8", "192.168.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError, match="not a public address"):
        GuardedBackend().connect_tcp("both.example", 80)


def test_the_name_is_resolved_once_and_the_checked_address_connected_to(
    monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def recorded(host: str, *args: Any, **options: Any) -> Any:
        asked.append(host)
        return resolve(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", recorded)
    stream = GuardedBackend({"localhost"}).connect_tcp("localhost", port, timeout=5)
    stream.close()
    assert asked.count("localhost") == 1


def test_a_socket_in_the_file_system_is_refused() -> None:
    with pytest.raises(FetchError):
        GuardedBackend({"localhost"}).connect_unix_socket("/run/x.sock")


def test_an_unknown_name_is_an_error_with_a_hint() -> None:
    with pytest.raises(FetchError, match=r"no-such-host\.invalid") as caught:
        GuardedBackend().connect_tcp("no-such-host.invalid", 80)
    assert caught.value.hint


def test_a_refused_connection_is_the_last_address_s_fault(port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    assert closed != port
    with pytest.raises(httpcore.ConnectError):
        GuardedBackend({"127.0.0.1"}).connect_tcp("127.0.0.1", closed, timeout=5)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A resolver that gives no answer until the test is over."""
    over = Event()

    def hang(*_: Any, **__: Any) -> Any:
        over.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    yield over
    over.set()


@pytest.mark.usefixtures("hanging")
def test_a_resolver_that_hangs_is_given_up_with_the_deadline() -> None:
    limits = Limits(total_s=0.3)
    with Fetcher("t", limits=limits) as web, pytest.raises(FetchError, match="in time") as caught:
        web.get("https://paper.example/", "page")
    assert caught.value.passing
    assert "paper.example" in str(caught.value)


def test_not_more_than_a_few_lookups_hang_at_once(hanging: Event) -> None:
    assert not hanging.is_set()
    for _ in range(40):
        with pytest.raises(FetchError, match="in time"):
            addresses_of("paper.example", 80, 0.005)


def test_an_address_needs_no_resolver(hanging: Event) -> None:
    assert not hanging.is_set()
    assert addresses_of("8.8.8.8", 80, 0.01) == ["8.8.8.8"]
    assert addresses_of("::1", 80, 0.01) == ["::1"]


def test_a_resolver_that_is_away_may_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", away)
    with pytest.raises(FetchError, match="no host of the name") as caught:
        addresses_of("paper.example", 80, 5)
    assert caught.value.passing


@pytest.fixture
def secure() -> Iterator[Site]:
    """A site whose certificate names localhost."""
    with serving(CERTIFICATE) as there:
        yield there


def fetcher() -> Fetcher:
    return Fetcher("test", allow={"localhost", "127.0.0.1"})


def test_a_certificate_of_the_right_name_opens_the_door(
    secure: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    secure.page("/a", b"x")
    with fetcher() as web:
        assert web.get(secure.url("/a", "localhost"), "page").body == b"x"
    assert secure.asked[0][1]["host"] == f"localhost:{secure.port}"


def test_a_certificate_for_another_name_is_refused(
    secure: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with fetcher() as web, pytest.raises(FetchError, match="it is for another site"):
        web.get(secure.url("/a", "127.0.0.1"), "page")
    assert secure.asked == []


def test_a_certificate_of_nobody_is_refused_and_not_asked_for_again(secure: Site) -> None:
    with fetcher() as web, pytest.raises(FetchError, match="certificate is not valid") as caught:
        web.get(secure.url("/a", "localhost"), "page")
    assert caught.value.message.endswith("(it is signed by itself)")
    assert caught.value.hint == "check the address in a browser"
    assert not caught.value.passing
    assert secure.asked == []


def test_an_expired_certificate_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(EXPIRED))
    with (
        serving(EXPIRED) as there,
        fetcher() as web,
        pytest.raises(FetchError, match="it has expired"),
    ):
        web.get(there.url("/a", "localhost"), "page")


def test_what_speaks_no_tls_is_an_error_in_one_line(site: Site) -> None:
    url = site.page("/a").replace("http:", "https:")
    with fetcher() as web, pytest.raises(FetchError, match="no proper answer") as caught:
        web.get(url, "page")
    assert "\n" not in str(caught.value)


def test_a_proxy_of_the_environment_is_not_used(
    secure: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    secure.page("/a", b"x")
    with fetcher() as web:
        assert web.get(secure.url("/a", "localhost"), "page").status == 200


def test_a_connection_is_kept_for_the_next_request(site: Site) -> None:
    site.page("/a", b"x")
    with fetcher() as web:
        for _ in range(3):
            web.get(site.url("/a"), "page")
    assert len(site.clients) == 1
