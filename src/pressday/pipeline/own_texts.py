"""What the editor wrote into an edition's folder, and the logo: read, converted, pictures kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pressday.body import Body
from pressday.edition import OwnText, Texts
from pressday.edition.heads import split_head
from pressday.errors import ConfigError, ExtractError
from pressday.extract import decode, extract_markdown
from pressday.extract.written.own import read_own
from pressday.library.illustrations import images, placed
from pressday.model import Article, Image, Outcome, Piece
from pressday.pipeline.own_pictures import kept, own_pictures
from pressday.pipeline.versions import Version, is_version_of, read_version
from pressday.sources import Reading
from pressday.text import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Sheet, SheetPiece
    from pressday.library import Library
    from pressday.model import Draft

_PICTURES = (".jpg", ".jpeg", ".png", ".svg", ".webp", ".gif")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a notice has no day


def read_texts(
    publication: Publication, sheet: Sheet, library: Library
) -> tuple[Texts, tuple[Outcome[Piece], ...]]:
    """Return the texts that `sheet` names, and what had to be left out of them.

    Raises ConfigError with the sheet's line for a file that is not there or lies
    outside the edition's folder.
    """
    left_out: list[Outcome[Piece]] = []
    problems: list[str] = []

    def version(piece: SheetPiece) -> OwnText:
        found = read_version_of(sheet.path.parent, piece, library)
        left_out.extend(Outcome(subject=piece.body or "", error=said) for said in found.left_out)
        problems.extend(found.problems)
        return found.text

    def read(name: str | None, where: str) -> OwnText:
        if name is None:
            return OwnText(body=Body())
        text, said = _read(sheet.path.parent, name, where, library)
        left_out.extend(Outcome(subject=name, error=problem) for problem in said)
        return text

    texts = Texts(
        editorial=_without_pictures(read(sheet.editorial, sheet.where("editorial"))),
        next_week=_without_pictures(read(sheet.next_week, sheet.where("next_week"))),
        bodies={p.body: version(p) for p in sheet.pieces if p.body and p.runs},
        problems=tuple(problems),
        logo=_logo(publication, library),
        notices=tuple(read_notices(publication, library)),
    )
    return texts, tuple(left_out)


def own_words(sheet: Sheet) -> dict[str, int]:
    """Return the words of the editor's own versions, by article; one that cannot be read has none.

    These are estimates: what is wrong with a version is told where it is read to be printed.
    """
    found = {}
    for piece in sheet.pieces:
        path = sheet.path.parent / (piece.body or "")
        if piece.body and path.is_file():
            with suppress(ConfigError, ExtractError):
                found[piece.article] = _words(path)
    return found


def _words(path: Path) -> int:
    head, text = split_head(decode(path.read_bytes()), path)
    base = f"{path.parent.resolve().as_uri()}/"
    if head is None:
        return extract_markdown(text, identity="", name=path.stem, base=base).body.words
    told = read_own(text, base=base, kind="article", blocks={})
    return told.body.words + told.referred


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


def own_file(folder: Path, name: str, where: str) -> Path:
    """Return the file `name` of an edition's folder; ConfigError for one that is not there."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        hint = f"put it into {folder}, or take the key out"
        raise ConfigError(f'no file "{name}" in the edition\'s folder', where=where, hint=hint)
    return path


def said_of(sheet: Sheet, piece: SheetPiece) -> Mapping[str, Any]:
    """Return what the head of a piece's own version says; nothing where there is none."""
    if not piece.body:
        return {}
    path = own_file(sheet.path.parent, piece.body, piece.where)
    head, _ = split_head(decode(path.read_bytes()), path)
    return head.said if head else {}


def read_version_of(folder: Path, piece: SheetPiece, library: Library) -> Version:
    """Return the own version of a piece; ConfigError for a file that is not there, or wrong."""
    name = piece.body or ""
    path = own_file(folder, name, piece.where)
    head, markdown = split_head(decode(path.read_bytes()), path)
    if head is None:
        text, said = _read(folder, name, piece.where, library)
        return Version(text=text, left_out=tuple(said))
    if not is_version_of(head, piece.article, library):
        message = f'"{name}" is a version of {head.article}, not of {piece.article}'
        hint = f'take body out, and "pressday edit {piece.article}" begins one of this'
        raise ConfigError(message, where=piece.where, hint=hint)
    return read_version(head, markdown, path, folder, library)


def _read(folder: Path, name: str, where: str, library: Library) -> tuple[OwnText, list[str]]:
    path = own_file(folder, name, where)
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
    pictures, problems = own_pictures(reading, library)
    body, _ = placed(draft, pictures)
    lead = pictures[draft.lead].media if draft.lead in pictures else ""
    return OwnText(body=body, images=images(draft, pictures), lead=lead), draft, problems


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
        return replace(kept(publication.logo.read_bytes(), library), alt=publication.masthead.title)
    except OSError as error:
        hint = "check logo in pressday.toml"
        message = f"the logo cannot be read ({error.strerror})"
        raise ConfigError(message, where=str(publication.logo), hint=hint) from error
    except ExtractError as error:
        message = f"the logo is no usable picture: {error.message}"
        raise ConfigError(message, where=str(publication.logo)) from error
