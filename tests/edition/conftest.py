"""Articles, pictures and a publication for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from pressday.body import Body
from pressday.config import Publication, SectionRule, SourceRule
from pressday.model import Article, Image, Masthead, Summary
from pressday.text import sha256

if TYPE_CHECKING:
    from pathlib import Path

MakeArticle = Callable[..., Article]


def paragraph(count: int) -> str:
    return f"<p>{' '.join(['word'] * count)}</p>"


@pytest.fixture
def make_image() -> Callable[..., Image]:
    def make(name: str = "picture", **fields: Any) -> Image:
        given: dict[str, Any] = {"media_type": "image/jpeg", "width_px": 1200, "height_px": 800}
        return Image(media=sha256(name.encode()), **given | fields)

    return make


@pytest.fixture
def make_article() -> MakeArticle:
    def make(title: str = "A title", *, count: int = 300, day: str = "", **fields: Any) -> Article:
        given: dict[str, Any] = {
            "id": sha256(title.encode())[:12],
            "revision": "r",
            "source": "",
            "body": paragraph(count),
            "fetched": datetime(2026, 11, 27, tzinfo=UTC),
            "published": datetime.fromisoformat(f"{day}T08:00:00+00:00") if day else None,
        }
        fields = given | fields
        return Article(title=title, body=Body(fields.pop("body")), **fields)

    return make


@pytest.fixture
def make_summary() -> Callable[..., Summary]:
    def make(title: str = "A title", *, count: int = 300, day: str = "", **fields: Any) -> Summary:
        given: dict[str, Any] = {
            "id": sha256(title.encode())[:12],
            "source": "",
            "came": datetime(2026, 11, 27, tzinfo=UTC),
            "fetched": datetime(2026, 11, 27, tzinfo=UTC),
            "published": datetime.fromisoformat(f"{day}T08:00:00+00:00") if day else None,
            "words": count,
        }
        return Summary(title=title, **given | fields)

    return make


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(
        folder=tmp_path,
        masthead=Masthead(title="The Proof", language="en"),
        sections=(SectionRule(name="News", limit=3), SectionRule(name="Local")),
        sources=(
            SourceRule(name="articles", kind="folder", path="articles"),
            SourceRule(name="Wire", kind="feed", url="https://w.example/f", section="News"),
            SourceRule(name="Open", kind="feed", url="https://o.example/f"),
        ),
    )
