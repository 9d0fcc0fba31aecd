"""How much an edition will be, before anything is set."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday.config import Size
    from pressday.model import Article, Image, Summary, Weight

BRIEF_WORDS = 150  # a piece under this is a brief
LONGEST_BRIEF = 260  # and one over this is none, whatever its source calls it
OPENING_PX = 600  # a picture narrower than this cannot open a piece
LEAD_PX = 900  # nor carry the front of the edition: 150 dots to the inch at 150 mm

_PAGE_WORDS = {
    "A4": 640,
    "Letter": 600,
}  # three columns with headlines, as the broadsheet sets them
_PICTURE = 0.2  # of a page
_OPENING = 0.35
_MATTER = 3  # front page, contents, colophon


def pages(articles: Iterable[Summary], size: Size = "A4") -> int:
    """Return how many pages an edition of the articles will roughly have, matter included."""
    shares = sum(share(article, size) for article in articles)
    return math.ceil(shares) + _MATTER if shares else 0


def share(article: Summary, size: Size) -> float:
    """Return how much of a page an article roughly takes, its pictures included."""
    pictures = len(article.images)
    opening = _OPENING if opening_image(article.images, article.lead) else 0.0
    return article.words / _PAGE_WORDS[size] + opening + _PICTURE * max(0, pictures - (opening > 0))


def opening_image(images: Iterable[Image], lead: str) -> Image | None:
    """Return the picture that can open a piece: the one called `lead`, else the first wide one."""
    images = tuple(images)
    declared = next((image for image in images if image.media == lead), None)
    return declared or next((image for image in images if is_wide(image, OPENING_PX)), None)


def own_weight(article: Article | Summary, words: int) -> Weight | None:
    """Return the weight that an article claims, or has as too short for anything but a brief."""
    if article.weight is None and article.kind == "article" and words < BRIEF_WORDS:
        return "brief"
    return None if article.weight == "brief" and words > LONGEST_BRIEF else article.weight


def is_wide(image: Image, least_px: int) -> bool:
    """Tell whether a picture has `least_px` across; drawings (SVG) have as many as they need."""
    return image.media_type == "image/svg+xml" or image.width_px >= least_px
