"""Which types answer which question, and how much of each is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from pressday.fetch import Kind, Limits
from pressday.fetch.limits import ACCEPT, answers

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS: Iterable[Kind] = get_args(Kind)


@pytest.mark.parametrize(
    "media_type",
    [
        "",
        "application/octet-stream",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/x-markdown",
        "application/rss+xml",
        "application/xml+rss",
        "text/rss",
        "application/x-atom",
        "application/feed+json",
    ],
)
def test_pages_and_feeds_come_under_many_names(media_type: str) -> None:
    assert answers("page", media_type)
    assert answers("feed", media_type)


@pytest.mark.parametrize(
    "media_type",
    ["application/pdf", "image/svg+xml", "video/mp4", "text/css", "text/javascript", "font/woff2"],
)
def test_other_things_are_no_pages(media_type: str) -> None:
    assert not answers("page", media_type)


def test_pictures_are_images_or_untold() -> None:
    assert answers("picture", "image/avif")
    assert answers("picture", "")
    assert not answers("picture", "text/html")


def test_a_document_and_a_part_may_be_anything() -> None:
    for media_type in ("application/epub+zip", "text/css", "font/woff2"):
        assert answers("document", media_type)
        assert answers("part", media_type)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_limit_and_is_asked_for(kind: Kind) -> None:
    assert Limits().bytes_for(kind) >= 10_000_000
    assert "/" in ACCEPT[kind]
