"""What stands on the shelf: editions with their files, as `edition.json` beside them keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date as Day  # noqa: N812, TC003 - a field is called `date`
from datetime import datetime  # noqa: TC003 - types are asked for at run time
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from pressday.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.model import Masthead

EDITIONS = "editions"
FILE = "edition.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in an edition's folder; sizes in px."""

    path: str
    width_px: int
    height_px: int
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that readers take; `path` is its name in the edition's folder.

    `pages` is None for what has none. `features` are what the file says of its own
    accessibility, in the words of schema.org's accessibilityFeature; `conforms` are the
    standards that it declares.
    """

    path: str
    profile: str
    media_type: str
    bytes: int
    sha256: str
    pages: int | None = None
    features: tuple[str, ...] = ()
    conforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A piece in an edition's contents.

    `page` is the folio it opens on, 0 where there is no PDF. `path` is its own page on the
    shelf, in the edition's folder, empty where its licence does not allow one; `url` is where
    it came from.
    """

    id: str
    headline: str
    standfirst: str = ""
    byline: str = ""
    site: str = ""
    url: str = ""
    licence: str = ""
    language: str = ""
    words: int = 0
    page: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section of an edition's contents; `number` from 1 chooses its colour."""

    name: str
    number: int
    pieces: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """What a later revision mends: its number, when, and the editor's sentences."""

    revision: int
    made: datetime
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An edition on the shelf: everything that its pages, feeds and catalogues say of it.

    `name` is its folder under `editions/`, and never changes; `published` is when it came onto
    the shelf first, `changed` when anything of it changed last. `downloads` are those of its
    newest revision; `earlier` those of the revisions before, kept where they were. `looks` are
    pictures of its pages. `withdrawn` is the reason why it is no more there, else empty: then
    there are neither files nor contents.
    """

    name: str
    identifier: str
    title: str
    language: str
    number: int
    volume: int = 0
    date: Day
    span: tuple[Day, Day]
    revision: int = 1
    published: datetime
    changed: datetime
    pages: int = 0
    cover: Picture | None = None
    looks: tuple[Picture, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    downloads: tuple[Download, ...] = ()
    earlier: tuple[Download, ...] = ()
    errata: tuple[Erratum, ...] = ()
    withdrawn: str = ""

    @property
    def pieces(self) -> tuple[Listed, ...]:
        """All pieces in reading order."""
        return tuple(piece for chapter in self.chapters for piece in chapter.pieces)

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return sum(piece.words for piece in self.pieces)

    @property
    def folder(self) -> str:
        """Where its files are, seen from the root of the shelf; ends in a slash."""
        return f"{EDITIONS}/{self.name}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All that readers may take; `url` is its public address with a slash at its end, or empty.

    `editions` stand newest first, withdrawn ones among them. `preview` tells that none of it
    is promised to stay.
    """

    masthead: Masthead
    url: str = ""
    editions: tuple[Standing, ...] = ()
    preview: bool = False

    @property
    def newest(self) -> Standing | None:
        """The edition that `latest` names: the newest that is not withdrawn."""
        return next((one for one in self.editions if not one.withdrawn), None)


_STANDING = TypeAdapter(Standing)


def standing_as_json(standing: Standing) -> bytes:
    """Return what `edition.json` says, the same bytes for the same edition."""
    said: dict[str, Any] = {"schema": SCHEMA, **asdict(standing)}
    text = json.dumps(said, ensure_ascii=False, indent=2, default=lambda when: when.isoformat())
    return f"{text}\n".encode()


def read_standing(path: Path) -> Standing:
    """Return the edition that a file `edition.json` keeps; ConfigError for one that is wrong."""
    try:
        said = json.loads(path.read_bytes())
        if said.pop("schema") != SCHEMA:
            raise ConfigError("of a newer Pressday", where=str(path), hint="update Pressday")
        return _STANDING.validate_python(said)
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        hint = "publish the edition again"
        raise ConfigError("not an edition of the shelf", where=str(path), hint=hint) from error


def editions_on(shelf: Path) -> Iterator[Standing]:
    """Yield the editions on the shelf in a folder, newest first; ConfigError for one damaged."""
    found = [read_standing(path) for path in sorted((shelf / EDITIONS).glob(f"*/{FILE}"))]
    yield from sorted(found, key=lambda one: (one.date, one.number), reverse=True)
