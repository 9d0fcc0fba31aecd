"""One site on the loopback address, and the fetchers that may reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.fetch.fetchers import STRANGER
from tests.servers import Site, serving

from pressday.fetch import guard

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as here:
        yield here


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on what counts as a public address: the loopback network has none of its own."""
    real = guard.is_public
    monkeypatch.setattr(guard, "is_public", lambda ip: ip == STRANGER or real(ip))
    with serving(address=STRANGER) as there:
        yield there
