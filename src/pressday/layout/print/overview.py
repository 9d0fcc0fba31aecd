"""What the pages that are set last are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pressday.layout.print.book import Geometry
    from pressday.layout.print.story import Story
    from pressday.layout.theme import Theme
    from pressday.layout.words import Furniture
    from pressday.model import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What all late pages are made from."""

    edition: Edition
    theme: Theme
    words: Furniture
    geometry: Geometry
    stories: tuple[Story, ...]

    def of(self, section: int) -> tuple[Story, ...]:
        """Return the stories of section number `section`."""
        return tuple(s for s in self.stories if s.section == section)


def shown(url: str) -> str:
    """Return an address as it is printed: no scheme, no slash at the end."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path).removeprefix("www.").rstrip("/")
