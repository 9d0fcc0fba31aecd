"""What the editor wrote into an edition's folder, and the logo: read, converted, pictures kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.edition import OwnText, Texts
from pressday.errors import ConfigError, ExtractError, FetchError
from pressday.extract import decode, extract_markdown
from pressday.library.illustrations import images, placed
from pressday.model import Article, DraftImage, Image, Outcome, Piece
from pressday.pictures.addresses import shown_address
from pressday.pictures.printable import normalise_picture
from pressday.sources import Reading, load_picture
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Sheet
    from pressday.fetch import Fetcher
    from pressday.library import Library
    from pressday.model import Draft

_PICTURES = (".jpg", ".jpeg", ".png", ".svg", ".webp", ".gif")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a notice has no day
_LOCAL = ("file:", "data:")


def read_texts(
    publication: Publication, sheet: Sheet, library: Library
) -> tuple[Texts, tuple[Outcome[Piece], ...]]:
    """Return the texts that `sheet` names, and what had to be left out of them.

    Raises ConfigError with the sheet's line for a file that is not there or lies
    outside the edition's folder.
    """
    left_out: list[Outcome[Piece]] = []

    def read(name: str | None, where: str) -> OwnText:
        if name is None:
            return OwnText(body=Body())
        text, said = _read(sheet.path.parent, name, where, library)
        left_out.extend(Outcome(subject=name, error=problem) for problem in said)
        return text

    texts = Texts(
        editorial=_without_pictures(read(sheet.editorial, sheet.where("editorial"))),
        next_week=_without_pictures(read(sheet.next_week, sheet.where("next_week"))),
        bodies={p.body: read(p.body, p.where) for p in sheet.pieces if p.body and p.runs},
        logo=_logo(publication, library),
        notices=tuple(read_notices(publication, library)),
    )
    return texts, tuple(left_out)


def own_words(sheet: Sheet) -> dict[str, int]:
    """Return the words of the editor's own versions, by article; a file not there has none."""
    found = {}
    for piece in sheet.pieces:
        path = sheet.path.parent / (piece.body or "")
        if piece.body and path.is_file():
            with suppress(ExtractError):
                text, base = decode(path.read_bytes()), f"{path.parent.resolve().as_uri()}/"
                draft = extract_markdown(text, identity="", name=path.stem, base=base)
                found[piece.article] = draft.body.words
    return found


def read_notices(publication: Publication, library: Library) -> Iterator[Piece]:
    """Yield the publication's notices, by name: texts in Markdown, and pictures.

    Raises ConfigError with the file for one that cannot be read.
    """
    files = sorted(publication.house.iterdir()) if publication.house.is_dir() else []
    for path in files:
        kind = path.suffix.lower()
        if path.name.startswith(".") or not path.is_file():
            continue
        if kind not in {".md", *_PICTURES}:
            hint = "put Markdown and pictures there, nothing else"
            raise ConfigError("a notice in no form that is known", where=str(path), hint=hint)
        yield _notice(path, library, is_picture=kind in _PICTURES)


def _notice(path: Path, library: Library, *, is_picture: bool) -> Piece:
    """Return a notice; of a picture without a text the file's name is the headline."""
    try:
        raw = f"![](<{path.name}>)".encode() if is_picture else path.read_bytes()
        text, draft, problems = _converted(raw, path.parent, path.name, library)
    except (ExtractError, OSError) as error:
        message = getattr(error, "message", None) or getattr(error, "strerror", "")
        raise ConfigError(f"the notice cannot be read: {message}", where=str(path)) from error
    if problems:
        raise ConfigError(f"the notice is not whole: {problems[0]}", where=str(path))
    identity = sha256(f"house/{path.name}".encode())[:12]
    article = Article(
        id=identity, revision=sha256(raw), source="house", title=draft.title or path.stem,
        body=text.body, images=text.images, fetched=_NEVER,
    )  # fmt: skip
    bare = not text.body.words
    return Piece(
        article=article, headline=article.title, standfirst=draft.standfirst,
        body=Body() if bare else text.body, weight="brief", layout="short", lifts=False,
        image=text.images[0] if bare and text.images else None, words=text.body.words,
    )  # fmt: skip


def _read(folder: Path, name: str, where: str, library: Library) -> tuple[OwnText, list[str]]:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        hint = f"put it into {folder}, or take the key out"
        raise ConfigError(f'no file "{name}" in the edition\'s folder', where=where, hint=hint)
    try:
        text, _, problems = _converted(path.read_bytes(), folder, name, library)
    except ExtractError as error:
        raise ConfigError(f'"{name}": {error.message}', where=where) from error
    return text, problems


def _converted(
    raw: bytes, folder: Path, name: str, library: Library
) -> tuple[OwnText, Draft, list[str]]:
    """Return a text in Markdown with its pictures, as a draft too, and what is wrong with it."""
    path = folder / name
    base = f"{path.parent.resolve().as_uri()}/"
    draft = extract_markdown(decode(raw), identity=name, name=path.stem, base=base)
    reading = Reading(draft=draft, raw=raw, media_type="text/markdown", folder=folder)
    pictures, problems = _pictures(reading, library)
    body, _ = placed(draft, pictures)
    lead = pictures[draft.lead].media if draft.lead in pictures else ""
    return OwnText(body=body, images=images(draft, pictures), lead=lead), draft, problems


def _pictures(reading: Reading, library: Library) -> tuple[dict[str, Image], list[str]]:
    """Put a text's pictures into the library: those beside it, for building asks no network."""
    found: dict[str, Image] = {}
    problems = []
    for wanted in reading.draft.images:
        try:
            found[wanted.url] = _picture(wanted, reading, library)
        except (FetchError, ExtractError) as error:
            problems.append(f"picture {shown_address(wanted.url)}: {error.message}")
    return found, problems


def _picture(wanted: DraftImage, reading: Reading, library: Library) -> Image:
    if not wanted.url.startswith(_LOCAL):
        raise FetchError("building asks no network: save the picture beside the text")
    data = load_picture(wanted.url, reading, _no_network())
    image = _kept(data, library)
    return replace(image, alt=wanted.alt, caption=wanted.caption, credit=wanted.credit)


def _no_network() -> Fetcher:
    from pressday.fetch import Fetcher

    return Fetcher("")


def _kept(data: bytes, library: Library) -> Image:
    picture = normalise_picture(data)
    return Image(
        media=library.show_picture(picture.data, picture.media_type),
        media_type=picture.media_type,
        width_px=picture.width_px,
        height_px=picture.height_px,
    )


def _without_pictures(text: OwnText) -> Body:
    """Return a body whose pictures are gone: an edition keeps none outside its pieces."""
    if not text.images:
        return text.body
    root = text.body.tree()
    for picture in root.xpath(".//figure | .//img"):
        picture.drop_tree()
    return Body.of(root)


def _logo(publication: Publication, library: Library) -> Image | None:
    if publication.logo is None:
        return None
    try:
        return replace(
            _kept(publication.logo.read_bytes(), library), alt=publication.masthead.title
        )
    except OSError as error:
        hint = "check logo in pressday.toml"
        message = f"the logo cannot be read ({error.strerror})"
        raise ConfigError(message, where=str(publication.logo), hint=hint) from error
    except ExtractError as error:
        message = f"the logo is no usable picture: {error.message}"
        raise ConfigError(message, where=str(publication.logo)) from error
