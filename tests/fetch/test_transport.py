"""TLS through the guard: the name is checked although the connection goes to an address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.servers import CERTIFICATE, Site, serving

from pressday.errors import FetchError
from pressday.fetch import Fetcher

if TYPE_CHECKING:
    from collections.abc import Iterator

# For localhost as well, valid throughout 2020.
EXPIRED = Path(__file__).with_name("expired-localhost.pem")


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
