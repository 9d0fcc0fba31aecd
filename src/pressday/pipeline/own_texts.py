"""What the editor wrote into an edition's folder, and the logo: read, converted, pictures kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.edition import OwnText, Texts
from pressday.errors import ConfigError, ExtractError, FetchError
from pressday.extract import decode, extract_markdown
from pressday.library.illustrations import images, placed
from pressday.model import DraftImage, Image
from pressday.pictures.addresses import shown_address
from pressday.pictures.printable import normalise_picture
from pressday.sources import Reading, load_picture

if TYPE_CHECKING:
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Sheet
    from pressday.fetch import Fetcher
    from pressday.library import Library

_LOCAL = ("file:", "data:")


def read_texts(
    publication: Publication, sheet: Sheet, library: Library
) -> tuple[Texts, tuple[str, ...]]:
    """Return the texts that `sheet` names, and what is wrong with them.

    Raises ConfigError with the sheet's line for a file that is not there or lies
    outside the edition's folder.
    """
    problems: list[str] = []

    def read(name: str | None, where: str) -> OwnText:
        if name is None:
            return OwnText(body=Body())
        text, said = _read(sheet.path.parent, name, where, library)
        problems.extend(f"{name}: {problem}" for problem in said)
        return text

    texts = Texts(
        editorial=_without_pictures(read(sheet.editorial, sheet.where("editorial"))),
        next_week=_without_pictures(read(sheet.next_week, sheet.where("next_week"))),
        bodies={p.body: read(p.body, p.where) for p in sheet.pieces if p.body and not p.cut},
        logo=_logo(publication, library),
    )
    return texts, tuple(problems)


def _read(folder: Path, name: str, where: str, library: Library) -> tuple[OwnText, list[str]]:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        hint = f"put it into {folder}, or take the key out"
        raise ConfigError(f'no file "{name}" in the edition\'s folder', where=where, hint=hint)
    raw = path.read_bytes()
    base = f"{path.parent.as_uri()}/"
    try:
        draft = extract_markdown(decode(raw), identity=name, name=path.stem, base=base)
    except ExtractError as error:
        raise ConfigError(f'"{name}": {error.message}', where=where) from error
    reading = Reading(draft=draft, raw=raw, media_type="text/markdown", folder=folder)
    pictures, problems = _pictures(reading, library)
    body, _ = placed(draft, pictures)
    return OwnText(body=body, images=images(draft, pictures)), problems


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
