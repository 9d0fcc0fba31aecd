"""Pages before anything is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.edition import pages
from pressday.edition.estimate import LONGEST_BRIEF, OPENING_PX, opening_image, own_weight

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


def test_a_picture_opens_a_piece_from_a_width_on_that_prints_well(
    make_image: Callable[..., Image],
) -> None:
    narrow = make_image("narrow", width_px=OPENING_PX - 1)
    wide = make_image("wide", width_px=OPENING_PX)
    drawing = make_image("drawing", width_px=40, media_type="image/svg+xml")
    assert opening_image([narrow, wide, drawing], "") == wide
    assert opening_image([narrow, drawing, wide], "") == drawing
    assert opening_image([narrow, wide], narrow.media) == narrow
    assert opening_image([narrow], "") is None


def test_a_piece_too_long_for_a_brief_is_none_whatever_its_source_calls_it(
    make_summary: Callable[..., Summary],
) -> None:
    weights = [
        own_weight(make_summary(weight="brief"), words)
        for words in (90, LONGEST_BRIEF, LONGEST_BRIEF + 1)
    ]
    assert weights == ["brief", "brief", None]
    assert own_weight(make_summary(weight="feature"), 90) == "feature"
