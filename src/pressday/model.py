"""The nouns that every room shares: frozen, and importing nothing of Pressday but the body.

All datetimes are aware and in UTC, but for `published` of a draft and an article: it
keeps the offset of the place where the text was written, whose day is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from pressday.body import NOTHING, Body
from pressday.limits import FlowLimits, PageTarget
from pressday.orders import Orders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    Day = date  # an edition has a field called date

T = TypeVar("T")

Provenance = Literal["declared", "guessed"]
Kind = Literal["article", "interview", "picture", "letters"]
Weight = Literal["lead", "feature", "brief"]
Layout = Literal["lead", "feature", "plain", "interview", "short", "brief", "picture"]
TextFrom = Literal["", "feed", "page", "browser", "file", "mail"]
Start = Literal["any", "recto", "verso"]
Medium = Literal["print", "epub"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftImage:
    """A picture that a draft refers to, not fetched yet.

    `url` is absolute: http, https, file or data.
    """

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Something a reader of plain input decided by rule, for `extract --explain`."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one block of a page that looks like content.

    `kind` is paragraph, heading, item, cell, caption or code, `text` how it begins, `words` its
    length. `why` says why it was left out, empty where it is printed; `warned` that it was
    probably text.
    """

    kind: str
    text: str
    words: int
    why: str = ""
    warned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What extraction returns before pictures are fetched.

    `identity` is the canonical URL, else the feed's GUID, else a path relative
    to the publication. The pictures of its body still carry the URLs that
    `images` lists. `lead` is the URL of one of them.
    `text_from` records where the text was taken from, `account` what became of the
    blocks of a page, in its order.
    """

    identity: str
    title: str
    body: Body
    source: str = ""
    url: str = ""
    standfirst: str = ""
    bylines: tuple[str, ...] = ()
    site: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    licence: str = ""
    kind: Kind = "article"
    weight: Weight | None = None
    lead: str = ""
    images: tuple[DraftImage, ...] = ()
    provenance: dict[str, Provenance] = field(default_factory=dict)
    guesses: tuple[Guess, ...] = ()
    text_from: TextFrom = ""
    warnings: tuple[str, ...] = ()
    account: tuple[Fate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture in the library.

    `media` is the sha256 of its bytes, `focus` the point to keep (0 to 1).
    """

    media: str
    media_type: str
    width_px: int
    height_px: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a source produced, as the library keeps it; never edited by hand.

    `id` is the first 12 hex digits of the sha256 of the draft's identity and
    never changes; `revision` is the sha256 of the content.
    """

    id: str
    revision: str
    source: str
    title: str
    body: Body
    url: str = ""
    standfirst: str = ""
    bylines: tuple[str, ...] = ()
    site: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    fetched: datetime
    licence: str = ""
    kind: Kind = "article"
    weight: Weight | None = None
    lead: str = ""
    images: tuple[Image, ...] = ()
    provenance: dict[str, Provenance] = field(default_factory=dict)
    text_from: TextFrom = ""
    warnings: tuple[str, ...] = ()

    @property
    def lead_image(self) -> Image | None:
        """The picture that opens the article, where it has one; `lead` is its media hash."""
        return next((i for i in self.images if i.media == self.lead), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What lists and plans say of an article in the library: all but its text.

    `words` is how many a reader sees, `opening` the first of them, `headings` and `items` what
    the text has of both. `place` is the best that it had in the list of a source, from 1, or 0.
    `guessed` tells that nobody stated the day. The `images` are without words of their own.
    `came` is when it was first fetched, `fetched` when its text was.
    """

    id: str
    source: str
    title: str
    url: str = ""
    site: str = ""
    section: str = ""
    language: str = ""
    published: datetime | None = None
    came: datetime
    fetched: datetime
    kind: Kind = "article"
    weight: Weight | None = None
    lead: str = ""
    images: tuple[Image, ...] = ()
    words: int = 0
    opening: str = ""
    headings: int = 0
    items: int = 0
    place: int = 0
    guessed: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article as the editor placed it: every field is what the reader will see.

    `kicker` stands over the headline, whose `lines` the editor may have set. `layout` is
    empty unless the editor chose one. `image` opens the piece and does not stand in `body`
    again. `lifts` tells whether a sentence may be lifted out of it. `dropped` are the hashes
    of pictures that the text has and the piece does not show, `decorations` of those that
    nobody need hear of. On paper, one that
    `starts_page` has nothing above it, and one `beside` a piece (its id) shares its page.
    """

    article: Article
    headline: str
    standfirst: str
    body: Body
    weight: Weight
    layout: Layout | None = None
    image: Image | None = None
    lifts: bool = True
    words: int = 0
    kicker: str = ""
    lines: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    decorations: tuple[str, ...] = ()
    starts_page: bool = False
    beside: str = ""

    @property
    def id(self) -> str:
        """The article's id, which is also the piece's anchor (`a-` before it) in every medium."""
        return self.article.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A named run of pieces, in the editor's order; `number` from 1 chooses its colour.

    One of `own_pages` shares none with another section.
    """

    name: str
    number: int
    pieces: tuple[Piece, ...]
    own_pages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What a publication says of itself in every edition.

    Only `title` and `language` are always there.
    """

    title: str
    language: str
    tagline: str = ""
    editor: str = ""
    contact: str = ""
    url: str = ""
    licence: str = ""
    colophon: str = ""
    logo: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """A piece that is printed where pages are to be filled, at the end of the section called so.

    A `notice` is the publication's own, and comes after all others.
    """

    section: str
    piece: Piece
    notice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything the reader will see, and nothing else.

    `name` is the folder (2026-W48), `identifier` a urn:uuid that depends on the
    publication and the name only. `span` is the first and last day covered.
    `editorial` and `next_week` are empty where there is none.
    `cover` is a piece's id, or empty for a typographic front page. `spares` may be
    added, in their order, where paper is to be filled; an EPUB has all but the notices.
    """

    name: str
    identifier: str
    masthead: Masthead
    number: int
    volume: int = 0
    date: Day
    span: tuple[Day, Day]
    editorial: Body = NOTHING
    next_week: Body = NOTHING
    sections: tuple[Section, ...]
    cover: str = ""
    spares: tuple[Spare, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces in reading order."""
        return tuple(p for s in self.sections for p in s.pieces)

    @property
    def offered(self) -> tuple[Piece, ...]:
        """All pieces that may be read, spare ones and notices behind the others."""
        return (*self.pieces, *(spare.piece for spare in self.spares))

    @property
    def on_screens(self) -> Edition:
        """The edition as an EPUB has it: with all that is spare but the notices."""
        return self.filled([spare for spare in self.spares if not spare.notice])

    def filled(self, spares: Sequence[Spare]) -> Edition:
        """Return the edition with `spares` at the ends of their sections, or of the last one."""
        names = [section.name for section in self.sections]
        sections = []
        for section in self.sections:
            more = tuple(
                s.piece
                for s in spares
                if section.name == (s.section if s.section in names else names[-1])
            )
            sections.append(replace(section, pieces=(*section.pieces, *more)))
        left = tuple(spare for spare in self.spares if spare not in spares)
        return replace(self, sections=tuple(sections), spares=left)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """How a composed page came out.

    `fill` is the share of its columns in which something stands, `holes` counts places
    where a column is blank for long, `ppi` is that of its coarsest picture, 0 where it
    has none. `dropped` are hashes of pictures that its pieces do not show.
    """

    fill: float
    ppi: int = 0
    holes: int = 0
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file; `pages` is None for formats without pages.

    `faults` must be mended; `sheets` tells how each composed page came out, from `first` on.
    `spares` are the articles of those spare pieces and notices that are in it.
    """

    path: Path
    format: str
    profile: str
    bytes: int
    sha256: str
    pages: int | None = None
    first: int = 0
    sheets: tuple[PageFacts, ...] = ()
    faults: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[T]):
    """What became of one subject: a value or an error, perhaps with warnings."""

    subject: str
    value: T | None = None
    error: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a long task has come: `done` of `total` in the phase `name`; `total` 0 is unknown."""

    name: str
    done: int
    total: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a writer needs besides the edition.

    `theme` is a `layout.theme.Theme`, which this module may not import. `size` is A4 or Letter.
    `media` gives the file of a picture's hash. `cache` may be deleted at any time. `target` is
    the file to write; its folder exists. `pages` is how many there shall be, if that is asked,
    `orders` what else may be made of them.
    """

    theme: Any
    size: str
    media: Callable[[str], Path]
    cache: Path
    target: Path
    workers: int
    limits: FlowLimits = field(default_factory=FlowLimits)
    pages: PageTarget | None = None
    orders: Orders = field(default_factory=Orders)
