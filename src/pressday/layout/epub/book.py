"""A book for reading systems: an edition laid out as XHTML documents. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lxml.etree import _Element

    from pressday.model import Image

STYLESHEET = "styles/epub.css"
FRONT = "media/cover.jpg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One XHTML file of the spine; `name` is its path in the book, `subject` whom a warning names.

    `root` is its tree. Pictures in it are `src="media:SHA256"`; the press gives them file names.
    """

    name: str
    title: str
    language: str
    root: _Element
    properties: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavPoint:
    """A line of the contents, perhaps with lines below it; `colour` is a section's, 1 to 6."""

    label: str
    href: str
    language: str
    colour: int = 0
    children: tuple[NavPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A place that reading systems offer by name; `kind` is an EPUB structural semantics term."""

    kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the cover says, for the small picture of it that libraries show."""

    title: str
    issue: str
    kicker: str
    headline: str
    image: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubBook:
    """An edition laid out for reading systems: documents in reading order, contents, metadata.

    `languages` begins with the publication's. `described` tells whether every
    picture has a text alternative that somebody wrote; `undescribed` are, by piece,
    those of which not even a caption tells.
    """

    identifier: str
    title: str
    publication: str
    number: int
    date: date
    languages: tuple[str, ...]
    direction: str
    editor: str
    authors: tuple[str, ...]
    rights: str
    description: str
    summary: str
    described: bool
    undescribed: Mapping[str, tuple[str, ...]]
    documents: tuple[Document, ...]
    css: str
    media: tuple[Image, ...]
    nav_title: str
    landmarks_title: str
    nav: tuple[NavPoint, ...]
    landmarks: tuple[Landmark, ...]
    front: Front
