"""Credentials come from the environment or the keyring, go to one host, and never show."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import fetcher
from tests.servers import Site, serving

from pressday.errors import FetchError
from pressday.fetch import Access, Fetcher, access_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "The Daily–Paper"
VARIABLE = "PRESSDAY_THE_DAILY_PAPER_"
BASIC = "Basic " + base64.b64encode("ann:pässword".encode()).decode()


@pytest.fixture
def other() -> Iterator[Site]:
    with serving() as there:
        yield there


def asked_with(site: Site, access: Access) -> dict[str, str]:
    """Return the headers that a page of the source is asked for with."""
    with fetcher() as web:
        web.as_source(access).get(site.page("/a", b"x"), "page")
    return site.asked[-1][1]


@pytest.mark.parametrize(
    ("variables", "header", "value"),
    [
        ({"USER": "ann", "PASSWORD": "pässword"}, "authorization", BASIC),
        ({"TOKEN": "t0ken"}, "authorization", "Bearer t0ken"),
        ({"TOKEN": "t0ken", "USER": "ann"}, "authorization", "Bearer t0ken"),
        ({"COOKIE": "session=abc; v=2"}, "cookie", "session=abc; v=2"),
    ],
)
def test_a_source_is_opened_by_what_the_environment_says(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    header: str,
    value: str,
) -> None:
    for kind, secret in variables.items():
        monkeypatch.setenv(VARIABLE + kind, secret)
    access = access_for(NAME, site.url("/feed"))
    assert asked_with(site, access)[header] == value
    assert all(secret not in repr(access) for secret in (*variables.values(), value))


def test_a_source_without_variables_shows_nothing(site: Site) -> None:
    access = access_for(NAME, site.url("/feed"))
    assert not access.opens
    assert not {"authorization", "cookie"} & set(asked_with(site, access))


def cookies_file(folder: Path, *lines: str) -> Path:
    path = folder / "cookies.txt"
    path.write_text("\n".join(["# Netscape HTTP Cookie File", *lines, ""]))
    return path


def test_a_browser_s_cookies_are_sent_where_they_belong(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = cookies_file(
        tmp_path,
        "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tabc",
        "#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t4102444800\thidden\tdef",
        "127.0.0.1\tFALSE\t/other\tFALSE\t0\telsewhere\tno",
        "127.0.0.1\tFALSE\t/\tTRUE\t0\tsecure\tno",
        "127.0.0.1\tFALSE\t/\tFALSE\t1000\told\tno",
        ".bank.example\tTRUE\t/\tFALSE\t0\tbank\tno",
    )
    monkeypatch.setenv(VARIABLE + "COOKIES_FILE", str(path))
    sent = asked_with(site, access_for(NAME, site.url("/feed")))["cookie"]
    assert sorted(sent.split("; ")) == ["hidden=def", "session=abc"]


@pytest.mark.parametrize("content", [None, "no cookies here", "\xff"])
def test_a_cookies_file_that_is_none_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "cookies.txt"
    if content is not None:
        path.write_text(content, encoding="latin-1")
    monkeypatch.setenv(VARIABLE + "COOKIES_FILE", str(path))
    with pytest.raises(FetchError, match="THE_DAILY_PAPER_COOKIES_FILE") as caught:
        access_for(NAME, "https://paper.example/")
    assert "Netscape" in (caught.value.hint or "")


@pytest.mark.parametrize("kind", ["TOKEN", "COOKIE"])
def test_a_secret_that_no_header_can_hold_is_an_error_that_does_not_tell_it(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv(VARIABLE + kind, "secret\r\nX: y")
    with pytest.raises(FetchError, match=VARIABLE + kind) as caught:
        access_for(NAME, "https://paper.example/")
    assert "X: y" not in str(caught.value)


def test_another_host_gets_nothing_not_even_behind_a_redirect(site: Site, other: Site) -> None:
    access = Access(name="p", url=site.url("/feed"), authorization="Bearer t", cookie="s=1")
    there = other.page("/b", b"x").replace("127.0.0.1", "localhost")
    back = other.redirect("/c", site.page("/d", b"x")).replace("127.0.0.1", "localhost")
    with Fetcher("t", allow={"127.0.0.1", "localhost"}) as web:
        paper = web.as_source(access)
        paper.get(there, "page")
        paper.get(site.redirect("/a", there), "page")
        paper.get(site.redirect("/a", back), "page")
    secrets = {"authorization", "cookie"}
    assert all(not secrets & set(headers) for _, headers in other.asked)
    sent = {path: secrets & set(headers) for path, headers in site.asked}
    assert sent == {"/a": secrets, "/d": set()}


def test_a_refused_password_shows_in_no_error(site: Site) -> None:
    feed = site.url("/feed")
    access = Access(name="Old Post", url=feed, authorization="Bearer t0ken", cookie="s=1")
    with fetcher() as web, pytest.raises(FetchError, match="401") as caught:
        web.as_source(access).get(site.page("/a", status=401), "page")
    assert "t0ken" not in str(caught.value) + repr(caught.value) + str(caught.value.hint)
    assert "PRESSDAY_OLD_POST_USER" in (caught.value.hint or "")


def test_a_site_s_own_cookies_are_sent_beside_the_source_s(site: Site) -> None:
    site.page("/b", b"x")
    site.page("/a", status=302, headers={"Location": "/b", "Set-Cookie": "seen=1"})
    with fetcher() as web:
        web.as_source(Access(name="p", url=site.url("/"), cookie="s=1")).get(site.url("/a"), "page")
    assert site.asked[1][1]["cookie"] == "s=1; seen=1"


@pytest.mark.parametrize(
    ("secret", "header"),
    [("ann:pässword", BASIC), ("t0ken", "Bearer t0ken"), ("", "")],
)
def test_the_keyring_is_asked_where_the_environment_says_nothing(
    monkeypatch: pytest.MonkeyPatch, secret: str, header: str
) -> None:
    keyring = pytest.importorskip("keyring", reason="the extra keyring is not installed")
    backend = pytest.importorskip("keyring.backend")

    class Ring(backend.KeyringBackend):  # type: ignore[misc, name-defined]
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return secret if (service, username) == ("pressday", NAME) else None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise NotImplementedError

        def delete_password(self, service: str, username: str) -> None:
            raise NotImplementedError

    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    try:
        assert access_for(NAME, "https://paper.example/").authorization == header
        assert access_for("other", "https://paper.example/").authorization == ""
        monkeypatch.setenv(VARIABLE + "TOKEN", "first")
        assert access_for(NAME, "https://paper.example/").authorization == "Bearer first"
    finally:
        keyring.set_keyring(before)
