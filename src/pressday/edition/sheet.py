"""The run sheet, `edition.toml`: the editor's list of pieces, read and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from pressday.config import Line, Table, check, check_schema, locate, read_toml
from pressday.errors import ConfigError
from pressday.model import Layout, Weight  # noqa: TC001 - the same
from pressday.text import nearest, squash

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

FILE = "edition.toml"

_HASH = re.compile("[0-9a-fA-F]{6,64}")


def inside(value: str) -> str:
    """Return a path that stays inside the edition's folder; ValueError for another."""
    parts = value.replace("\\", "/").split("/")
    if value.startswith(("/", "\\", "~")) or ".." in parts or ":" in parts[0]:
        raise ValueError("must be a file inside the edition's folder")
    return value


Inside = Annotated[Line, AfterValidator(inside)]


def _lines(value: str) -> str:
    lines = [line for line in map(squash, value.split("\n")) if line]
    if not lines:
        raise ValueError("must not be empty")
    return "\n".join(lines)


Lines = Annotated[str, AfterValidator(_lines)]


Day = date  # a piece has a key called date


def _picture(value: object) -> object:
    if isinstance(value, bool) or (isinstance(value, str) and _HASH.fullmatch(value)):
        return value
    raise ValueError("must be true, false or the first digits of a picture's name, six or more")


def _focus(value: Any) -> tuple[float, float]:  # noqa: ANN401 - whatever a file says
    try:
        x, y = (float(n) for n in value if not isinstance(n, bool | str))
    except (TypeError, ValueError):
        x = y = -1.0
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise ValueError("must be two numbers from 0 to 1, such as [0.5, 0.2]")
    return x, y


def _quote(value: object) -> object:
    if value is False or (isinstance(value, str) and value.strip()):
        return value
    raise ValueError("must be the words to set large, or false")


def _alt(value: object) -> object:
    if isinstance(value, dict):
        if value and all(_HASH.fullmatch(name) and _shows(alt) for name, alt in value.items()):
            return value
        raise ValueError(
            "in a table, alt says by the first six digits or more of pictures' names what each"
            " shows, or false"
        )
    if _shows(value):
        return value
    raise ValueError("must be what the picture shows, or false for decoration")


def _shows(value: object) -> bool:
    return value is False or (isinstance(value, str) and bool(value.strip()))


class Told(Table):
    """What an editor may say of a piece, in the run sheet or at the head of an own version."""

    kicker: Line | None = None
    headline: Lines | None = None
    standfirst: str | None = None
    byline: str | None = None
    date: Day | None = None
    site: str | None = None
    focus: Annotated[Any, BeforeValidator(_focus)] = None
    caption: str | None = None
    credit: str | None = None
    alt: Annotated[Any, BeforeValidator(_alt)] = None
    quote: Annotated[Any, BeforeValidator(_quote)] = None
    correction: Line | None = None


class _Piece(Told):
    article: Line
    weight: Weight | None = None
    layout: Layout | None = None
    image: Annotated[Any, BeforeValidator(_picture)] = True
    page: Literal["new"] | None = None
    beside: Line | None = None
    body: Inside | None = None
    spare: bool = False
    accept: tuple[Line, ...] = Field(default=(), strict=False)
    hold: bool = False
    cut: bool = False


class _Section(Table):
    name: Line
    own_pages: bool = False
    piece: tuple[_Piece, ...] = Field(default=(), strict=False)


class _Sheet(Table):
    schema_: int = Field(alias="schema")
    number: int | None = Field(default=None, ge=1)
    date: date
    cover: Line = "auto"
    editorial: Inside | None = None
    next_week: Inside | None = None
    section: tuple[_Section, ...] = Field(default=(), strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPiece:
    """A line-up entry; None is "as the article has it". `where` is file and line, for messages.

    A line break in `headline` is one in print. `image` is whether a picture
    opens the piece, or the first digits of that picture's hash; `alt` what it shows, False
    for decoration, or a table of that by such digits; `quote` the words to set large, False
    for none. `accept` are words of warnings that need not be told again.
    """

    article: str
    where: str
    weight: Weight | None = None
    kicker: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    layout: Layout | None = None
    byline: str | None = None
    date: Day | None = None
    site: str | None = None
    image: bool | str = True
    focus: tuple[float, float] | None = None
    caption: str | None = None
    credit: str | None = None
    alt: str | Literal[False] | dict[str, str | Literal[False]] | None = None
    quote: str | bool | None = None
    page: Literal["new"] | None = None
    beside: str | None = None
    body: str | None = None
    correction: str | None = None
    spare: bool = False
    accept: tuple[str, ...] = ()
    hold: bool = False
    cut: bool = False

    @property
    def runs(self) -> bool:
        """Whether the piece is in the paper."""
        return not (self.cut or self.hold)

    @property
    def title(self) -> str:
        """The headline in one line; nothing where it is the article's."""
        return squash(self.headline or "")

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a headline that the editor breaks; none of another."""
        lines = tuple((self.headline or "").split("\n"))
        return lines if len(lines) > 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSection:
    """A named run of entries, in the editor's order; one of `own_pages` shares none."""

    name: str
    pieces: tuple[SheetPiece, ...]
    own_pages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A run sheet as it stands in its file.

    `editorial`, `next_week` and the pieces' `body` are paths inside its folder.
    `cover` is auto, none or a piece's id; `lines` gives the line of each key at the top.
    """

    path: Path
    date: date
    number: int | None = None
    cover: str = "auto"
    editorial: str | None = None
    next_week: str | None = None
    sections: tuple[SheetSection, ...] = ()
    lines: dict[str, int]

    @property
    def name(self) -> str:
        """The edition's name, which is its folder's."""
        return self.path.parent.name

    @property
    def pieces(self) -> tuple[SheetPiece, ...]:
        """All entries in the sheet's order, cut ones included."""
        return tuple(piece for section in self.sections for piece in section.pieces)

    def where(self, key: str) -> str:
        """Return file and line of a key at the top of the sheet, for messages."""
        return f"{self.path}:{self.lines.get(key, 1)}"


def read_sheet(path: Path) -> Sheet:
    """Return the run sheet in `path`.

    Raises ConfigError with file and line for a wrong key or value, a section or
    an article that stands in it twice.
    """
    return _checked(*read_toml(path), path=path)


def check_sheet(text: str, path: Path) -> Sheet:
    """Return the run sheet that `text`, still to be written to `path`, makes.

    Raises ConfigError when it is wrong.
    """
    return _checked(tomllib.loads(text), text, path=path)


def _checked(data: dict[str, Any], text: str, *, path: Path) -> Sheet:
    check_schema(data, path=path, text=text)
    file = check(_Sheet, data, path=path, text=text)
    sheet = Sheet(
        path=path,
        date=file.date,
        number=file.number,
        cover=file.cover,
        editorial=file.editorial,
        next_week=file.next_week,
        sections=tuple(_section(path, text, n, s) for n, s in enumerate(file.section)),
        lines={key: locate(text, (key,)) for key in data},
    )
    _refuse_repetition(sheet, text)
    _refuse_strangers(sheet, text)
    return sheet


def read_sheets(editions: Path) -> tuple[Sheet, ...]:
    """Return all run sheets under `editions`, the oldest first."""
    paths = sorted(editions.glob(f"*/{FILE}"))
    return tuple(sorted((read_sheet(path) for path in paths), key=lambda s: (s.date, s.name)))


def used_articles(editions: Path) -> dict[str, str]:
    """Return the edition in whose run sheet each article stands, by article id.

    A cut piece counts: the editor has decided on it.
    """
    return places(read_sheets(editions))


def taken(sheets: Sequence[Sheet], own: Sheet | None) -> dict[str, str]:
    """Return the edition in which each article stands that is not on offer for that of `own`.

    What another edition holds is on offer.
    """
    return {
        piece.article: sheet.name
        for sheet in sheets
        for piece in sheet.pieces
        if sheet is own or not piece.hold
    }


def held(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Return the articles that `sheets` hold for a later edition."""
    return frozenset(piece.article for sheet in sheets for piece in sheet.pieces if piece.hold)


def places(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return the first edition of `sheets`, the oldest first, in which each article stands."""
    return {piece.article: sheet.name for sheet in reversed(sheets) for piece in sheet.pieces}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A piece that runs and whose article nobody knows; `near` is the id that was meant, if any."""

    piece: SheetPiece
    near: str | None

    @property
    def told(self) -> str:
        """The line for the editor: file, line, id, and what was meant."""
        hint = f'did you mean "{self.near}"?' if self.near else 'see "pressday articles"'
        return f'{self.piece.where}: no article "{self.piece.article}" in the library ({hint})'


def unknown_articles(sheet: Sheet, known: Collection[str]) -> tuple[Unknown, ...]:
    """Return the pieces of a sheet that run and name an article which is not `known`."""
    return tuple(
        Unknown(piece=piece, near=nearest(piece.article, known))
        for piece in sheet.pieces
        if piece.runs and piece.article not in known
    )


def _section(path: Path, text: str, number: int, section: _Section) -> SheetSection:
    pieces = (
        SheetPiece(
            **piece.model_dump(),
            where=f"{path}:{locate(text, ('section', number, 'piece', index, 'article'))}",
        )
        for index, piece in enumerate(section.piece)
    )
    return SheetSection(name=section.name, pieces=tuple(pieces), own_pages=section.own_pages)


def _refuse_repetition(sheet: Sheet, text: str) -> None:
    for number, section in enumerate(sheet.sections):
        if section.name in [s.name for s in sheet.sections[:number]]:
            where = f"{sheet.path}:{locate(text, ('section', number, 'name'))}"
            hint = "put its pieces into the first one"
            raise ConfigError(f'two sections are called "{section.name}"', where=where, hint=hint)
    for first, piece in _repeated(sheet.pieces):
        line = first.where.rpartition(":")[2]
        hint = f"it stands in line {line} already: take one out"
        message = f'article "{piece.article}" is in this sheet twice'
        raise ConfigError(message, where=piece.where, hint=hint)


def _refuse_strangers(sheet: Sheet, text: str) -> None:
    """Refuse a piece that is to stand beside one that cannot be on its page."""
    homes = {piece.article: section.name for section in sheet.sections for piece in section.pieces}
    out = {piece.article for piece in sheet.pieces if not piece.runs}
    for number, section in enumerate(sheet.sections):
        for index, piece in enumerate(section.pieces):
            other = piece.beside
            if other is None or not piece.runs:
                continue
            why = (
                "is no piece of this sheet" if other not in homes
                else "is the piece itself" if other == piece.article
                else "is not in the paper" if other in out
                else f"stands in another section, {homes[other]}" if homes[other] != section.name
                else ""
            )  # fmt: skip
            if why:
                where = locate(text, ("section", number, "piece", index, "beside"))
                near = nearest(other, [p.article for p in section.pieces if p is not piece])
                hint = f'did you mean "{near}"?' if near else "name a piece of its section"
                message = f'beside = "{other}": that {why}'
                raise ConfigError(message, where=f"{sheet.path}:{where}", hint=hint)


def _repeated(pieces: Collection[SheetPiece]) -> Iterator[tuple[SheetPiece, SheetPiece]]:
    """Yield each entry whose article was there before, with the earlier one."""
    seen: dict[str, SheetPiece] = {}
    for piece in pieces:
        if piece.article in seen:
            yield seen[piece.article], piece
        seen[piece.article] = piece
