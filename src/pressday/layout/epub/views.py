"""What the EPUB templates see of an edition, besides its stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.layout.epub.book import FRONT, STYLESHEET

if TYPE_CHECKING:
    from pressday.layout.epub.stories import Story
    from pressday.layout.words import Furniture


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One document of a section: an article alone, or its briefs together."""

    file: str
    section: str
    colour: int
    title: str
    briefs: bool
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section with its chapters."""

    name: str
    colour: int
    chapters: tuple[Chapter, ...]

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories of all chapters in reading order."""
        return tuple(s for c in self.chapters for s in c.stories)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every template knows: the document it makes, the edition's words and titles."""

    kind: str
    title: str
    language: str
    direction: str
    style: str = STYLESHEET
    front: str = FRONT


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The edition as the templates see it; `spoken` is the language of its furniture."""

    title: str
    tagline: str
    issue: str
    number: str
    span: str
    language: str
    spoken: str
    editor: str
    contact: str
    address: str
    licence: str
    colophon: str
    logo: str
    words: Furniture


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The front: a lead, its picture or else its type in large, and teasers."""

    lead: Story
    picture: str
    alt: str
    focus: str
    variant: str
    teasers: tuple[Story, ...]
