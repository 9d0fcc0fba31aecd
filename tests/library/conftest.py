"""A library on disk, and drafts to put into it."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image as Pillow

from pressday.body import Body
from pressday.library import Library, Listing, Saved
from pressday.model import Draft, Image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def prose() -> Callable[..., str]:
    """Make text of random words: the same seed and length give the same, others nothing alike."""

    def make(seed: int, length: int = 300) -> str:
        draw = random.Random(seed)  # noqa: S311 - text, not a secret
        return " ".join(f"{draw.choice('bdfgk')}o{draw.randrange(5000)}" for _ in range(length))

    return make


@pytest.fixture
def save(library: Library) -> Callable[..., Saved]:
    """Put an article in: its name is its address and its title, its entry that of its source."""

    def put(name: str, text: str, **given: Any) -> Saved:
        source, at = given.pop("source", "Wire"), given.pop("at", NOON)
        listed = {"mark": "", "complete": True, "key": name} | given.pop("listed", {})
        listing = Listing(source=source, **listed) if source else None
        pictures: dict[str, Image] = given.pop("pictures", {})
        body = Body(given.pop("body", f"<p>{text}</p>"))
        fields: dict[str, Any] = {"title": name, "body": body} | given
        return library.add(
            Draft(identity=f"https://{name}.example/", source=source, **fields),
            pictures,
            raw=text.encode(),
            media_type="text/html",
            fetched=at,
            listing=listing,
        )

    return put


@pytest.fixture
def jpeg() -> Callable[..., bytes]:
    def make(colour: str = "navy", width: int = 60, height: int = 40) -> bytes:
        out = io.BytesIO()
        Pillow.new("RGB", (width, height), colour).save(out, "JPEG")
        return out.getvalue()

    return make
