"""Pages before anything is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.edition import pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressday.model import Image, Summary


def test_nothing_needs_no_pages() -> None:
    assert pages([]) == 0


def test_words_and_pictures_fill_pages(
    make_summary: Callable[..., Summary], make_image: Callable[..., Image]
) -> None:
    text = [make_summary(str(n), count=640) for n in range(4)]
    pictured = [
        make_summary(str(n), count=640, images=(make_image("a"), make_image("b"))) for n in range(4)
    ]
    assert pages(text) == 7
    assert pages(pictured) > pages(text)
    assert pages(text, "Letter") >= pages(text)
