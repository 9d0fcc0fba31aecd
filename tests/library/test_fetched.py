"""The fetcher's memory lasts from one run to the next."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from pressday.fetch import Cached
from pressday.library import Library
from pressday.library.tables import FETCHED

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://a.example/"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = Cached(body=b"x", media_type="text/html", charset="utf-8", etag='"1"')
MOVED = Cached(
    body=b"",
    media_type="",
    status=301,
    location="https://b.example/",
    fetched=NOON,
    fresh_until=NOON.replace(hour=13),
)


@pytest.mark.parametrize("answer", [PAGE, MOVED], ids=["page", "redirect"])
def test_an_answer_lasts(tmp_path: Path, answer: Cached) -> None:
    with Library.open(tmp_path) as library:
        assert library.cache.lookup(URL) is None
        library.cache.store(URL, dataclasses.replace(answer, etag='"0"'))
        library.cache.store(URL, answer)
    with Library.open(tmp_path) as library:
        assert library.cache.lookup(URL) == answer
        assert library.cache.lookup(f"{URL}#source") is None


def test_an_answer_whose_file_is_gone_is_forgotten(library: Library, tmp_path: Path) -> None:
    library.cache.store(URL, PAGE)
    for path in (tmp_path / "library" / "raw").rglob("*.html"):
        path.unlink()
    assert library.cache.lookup(URL) is None


def test_the_last_use_of_an_answer_is_noted(library: Library) -> None:
    library.cache.store(URL, PAGE)
    with library._write() as connection:
        connection.execute(update(FETCHED).values(used=""))
    library.cache.lookup(URL)
    with library._read() as connection:
        used = connection.execute(FETCHED.select()).one().used
    assert used > "2026"
