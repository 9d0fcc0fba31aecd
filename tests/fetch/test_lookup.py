"""Names are looked up under the deadline, however long the resolver takes."""

from __future__ import annotations

import socket
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from pressday.errors import FetchError
from pressday.fetch import Fetcher, Limits
from pressday.fetch.lookup import addresses_of

if TYPE_CHECKING:
    from collections.abc import Iterator


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
