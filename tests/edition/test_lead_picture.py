"""A picture that opens a piece does not stand in its text again, in whatever size."""

from __future__ import annotations

import pytest

from pressday.body import Body
from pressday.edition.lead_picture import without_picture
from pressday.model import Image

SAID = "Reels at Marl Quay on Sunday"
LEAD = Image(media="aa", media_type="image/jpeg", width_px=1600, height_px=900)


def figure(media: str, caption: str = "", alt: str = "") -> str:
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="media:{media}" alt="{alt}"/>{below}</figure>'


def test_the_picture_leaves_its_text_and_takes_its_words_along() -> None:
    opening = without_picture(Body(f"<p>One.</p>{figure('aa', SAID)}"), LEAD)
    assert (opening.body.html, opening.image and opening.image.caption) == ("<p>One.</p>", SAID)
    assert opening.dropped == ()


@pytest.mark.parametrize(
    ("first", "kept"),
    [
        (figure("bb", SAID), ()),
        (figure("bb", alt=SAID), ()),
        (figure("bb", "Other reels at Marl Quay"), ("bb",)),
        (figure("cc") + figure("bb", SAID), ("cc", "bb")),
    ],
)
def test_the_first_picture_of_a_text_under_the_same_words_is_the_same_one(
    first: str, kept: tuple[str, ...]
) -> None:
    image = Image(media="aa", media_type="image/jpeg", width_px=9, height_px=9, caption=SAID)
    opening = without_picture(Body(f"<p>One.</p>{first}"), image)
    assert opening.body.media == kept
    assert opening.dropped == (() if kept else ("bb",))


def test_few_words_tell_no_picture_from_another() -> None:
    image = Image(media="aa", media_type="image/jpeg", width_px=9, height_px=9, alt="The reels")
    assert without_picture(Body(figure("bb", "The reels")), image).body.media == ("bb",)
